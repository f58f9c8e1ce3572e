/// The cookies that a browser has sent (RFC 6265, 5.4).
enum CookieHeader {
    /// The most of it that is read, in bytes: nginx takes 8 KiB of a line where nobody has set it otherwise.
    private static let mostRead = 16_384

    /// What the cookies of that name hold, in their order; none of a header that is too long.
    static func values(of name: String, in header: String) -> [Substring.UTF8View] {
        guard header.utf8.count <= mostRead else { return [] }
        let start = Array((name + "=").utf8)
        return header.utf8.split(separator: UInt8(ascii: ";")).compactMap { pair in
            let pair = pair.drop { $0 == 0x20 || $0 == 0x09 }
            return pair.starts(with: start) ? pair.dropFirst(start.count) : nil
        }
    }

    /// The sealed value of the cookie; nil where it is not there, is there twice, or holds what was never set.
    ///
    /// Twice means that somebody else has had a hand in it: none is believed then.
    static func sealedValue(of name: String, in header: String, longest: Int) -> String? {
        let values = values(of: name, in: header)
        guard values.count == 1, let value = values.first, !value.isEmpty, value.count <= longest,
            value.allSatisfy(isSealed)
        else { return nil }
        return String(Substring(value))
    }

    /// Of base64url (RFC 4648, 5).
    private static func isSealed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
