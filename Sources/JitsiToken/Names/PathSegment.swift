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
    private static let skippedAndKept = Set("!$()*+,;=@".utf8)
    /// What the client removes and no room's address has: it goes.
    private static let skippedAndDropped = Set(":?#[]&'></\" ".utf8)

    init(_ raw: some StringProtocol) throws(NameProblem) {
        var name: [UInt8] = []
        var encoded: [UInt8] = []
        var length = 0
        var bytes = raw.utf8.makeIterator()
        while var byte = bytes.next() {
            if byte == UInt8(ascii: "%") {
                guard let value = PercentEncoding.byte(bytes.next(), bytes.next()) else {
                    throw .brokenEncoding
                }
                byte = value
                length += 3
            } else if Self.skippedAndKept.contains(byte) {
                encoded.append(byte)
                continue
            } else if Self.skippedAndDropped.contains(byte) {
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
    private static func text(_ bytes: [UInt8]) throws(NameProblem) -> String {
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
