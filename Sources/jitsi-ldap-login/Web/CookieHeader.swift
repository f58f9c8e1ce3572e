/// The cookies that a browser has sent (RFC 6265, 5.4).
struct CookieHeader {
    /// The most of it that is read, in bytes: nginx takes 8 KiB of a line where nobody has set it otherwise.
    private static let mostRead = 16_384

    private let bytes: [UInt8]
    /// Where the pairs lie, without the white space before them.
    private let pairs: [Range<Int>]

    /// Finds the pairs; none of a header that is too long.
    init(_ header: String) {
        guard !header.isEmpty, header.utf8.count <= Self.mostRead else {
            (bytes, pairs) = ([], [])
            return
        }
        let bytes = Array(header.utf8)
        var pairs: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
            while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
            if start < end { pairs.append(start..<end) }
            start = end + 1
        }
        self.bytes = bytes
        self.pairs = pairs
    }

    /// What the cookies of that name hold, in their order.
    func values(of name: String) -> [ArraySlice<UInt8>] {
        var values: [ArraySlice<UInt8>] = []
        let name = name.utf8
        for pair in pairs {
            let equals = pair.lowerBound + name.count
            guard equals < pair.upperBound, bytes[equals] == UInt8(ascii: "="),
                bytes[pair.lowerBound..<equals].elementsEqual(name)
            else { continue }
            values.append(bytes[(equals + 1)..<pair.upperBound])
        }
        return values
    }

    /// The same of a header.
    static func values(of name: String, in header: String) -> [ArraySlice<UInt8>] {
        CookieHeader(header).values(of: name)
    }

    /// The sealed value of the cookie; nil where it is not there, is there twice, or holds what was never set.
    ///
    /// Twice means that somebody else has had a hand in it: none is believed then.
    func sealedValue(of name: String, longest: Int) -> String? {
        let values = values(of: name)
        guard values.count == 1, let value = values.first, !value.isEmpty, value.count <= longest,
            value.allSatisfy(Self.isSealed)
        else { return nil }
        return String(decoding: value, as: UTF8.self)
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
