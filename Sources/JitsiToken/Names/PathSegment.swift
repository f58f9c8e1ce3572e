/// One segment of a meeting's path, read as Jitsi Meet's client reads it.
///
/// The client takes the segment still percent-encoded, removes a list of characters and white space
/// (`parseURIString` in react/features/base/util/uri.ts), and decodes only afterwards: of `A+B` remains `AB`,
/// of `A%2BB` remains `A+B`. Well-formed percent-encoding is demanded before anything is removed, as a web server
/// does; else `%2+0` would become a space.
struct PathSegment {
    /// The name that the client is left with, decoded.
    let name: String
    /// The name in the address, all new: unreserved characters and upper-case percent-encoding, and as the only
    /// others those that a path may hold, that the web server's room location takes and that the client skips.
    let encoded: String
    /// What the client measures: the bytes of the still encoded segment, without what it removes.
    let encodedLength: Int

    /// What the client removes and the shipped nginx file lets pass: it stays, so that an address comes back as it
    /// came.
    private static func isSkippedAndKept(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
            UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// What the client removes and no room's address has: it goes.
    private static func isSkippedAndDropped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "/"),
            UInt8(ascii: "\""), UInt8(ascii: " "):
            true
        default: false
        }
    }

    init(_ raw: String) throws(NameProblem) { try self.init(Array(raw.utf8)[...]) }

    init(_ raw: ArraySlice<UInt8>) throws(NameProblem) {
        var name: [UInt8] = []
        name.reserveCapacity(raw.count)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(raw.count)
        var length = 0
        var bytes = raw.makeIterator()
        while var byte = bytes.next() {
            if byte == UInt8(ascii: "%") {
                guard let value = PercentEncoding.byte(bytes.next(), bytes.next()) else {
                    throw .brokenEncoding
                }
                byte = value
                length += 3
            } else if Self.isSkippedAndKept(byte) {
                encoded.append(byte)
                continue
            } else if Self.isSkippedAndDropped(byte) {
                continue
            } else {
                // A browser sends what is not ASCII percent-encoded.
                length += byte < 0x80 ? 1 : 3
            }
            name.append(byte)
            PercentEncoding.append(byte, to: &encoded, keeping: PercentEncoding.isUnreserved)
        }
        self.name = try Self.text(name)
        self.encoded = String(decoding: encoded, as: UTF8.self)
        encodedLength = length
    }

    /// The checks that rooms and tenants have in common.
    static func text(_ bytes: [UInt8]) throws(NameProblem) -> String {
        // Most names; and none of the checks has anything to say of them.
        if let first = bytes.first, first != UInt8(ascii: "."), first != UInt8(ascii: " "),
            bytes.allSatisfy(isPlain)
        {
            return String(decoding: bytes, as: UTF8.self)
        }
        return try textByScalar(bytes)
    }

    /// Printable ASCII, but for slash and backslash.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\")
    }

    /// ``text(_:)`` for every text.
    static func textByScalar(_ bytes: [UInt8]) throws(NameProblem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control { throw .controlCharacter }
            if scalar == "/" || scalar == "\\" { throw .slash }
        }
        if text == "." || text == ".." { throw .dots }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .empty }
        return text
    }
}
