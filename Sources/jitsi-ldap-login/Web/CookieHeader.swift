/// The cookies that a browser has sent (RFC 6265, 5.4).
enum CookieHeader {
    /// The most of it that is read, in bytes: nginx takes 8 KiB of a line where nobody has set it otherwise.
    private static let mostRead = 16_384

    /// What the cookies of that name hold, in their order; none of a header that is too long.
    static func values(of name: String, in header: String) -> [Substring.UTF8View] {
        guard header.utf8.count <= mostRead else { return [] }
        return header.utf8.split(separator: UInt8(ascii: ";")).compactMap { pair in
            let pair = pair.drop { $0 == 0x20 || $0 == 0x09 }
            return pair.starts(with: (name + "=").utf8) ? pair.dropFirst(name.utf8.count + 1) : nil
        }
    }
}
