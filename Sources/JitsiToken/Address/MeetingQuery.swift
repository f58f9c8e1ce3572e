/// The query of a meeting's address, without a token.
enum MeetingQuery {
    /// The most that a query may have, in bytes. Jitsi's own parameters (`lang`, `release`, `vpaas…`) are short;
    /// long overrides travel in the fragment.
    static let limit = 1024

    /// `raw` without any parameter that somebody might read as `jwt`, else byte for byte. A byte that no browser
    /// would send as it is (a space, a quote, one beyond ASCII) is percent-encoded, as the browser would.
    static func withoutToken(_ raw: ArraySlice<UInt8>) throws(AddressProblem) -> String {
        guard raw.count <= 8 * limit else { throw .queryTooLong(limit: limit) }
        if raw.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .controlCharacter }
        if raw.contains(UInt8(ascii: "#")) { throw .fragment }
        let query: String
        if raw.isEmpty {
            query = ""
        } else {
            let parameters = raw.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
            query =
                if parameters.contains(where: isToken) {
                    PercentEncoding.encode(
                        Array(parameters.filter { !isToken($0) }.joined(separator: "&".utf8)),
                        keeping: isQueryByte)
                } else {
                    PercentEncoding.encode(raw, keeping: isQueryByte)
                }
        }
        guard query.utf8.count <= limit else { throw .queryTooLong(limit: limit) }
        return query
    }

    /// Whether a parameter's name reads `jwt`: to the client as it stands, to others after decoding, and to
    /// nginx's `$arg_jwt`, by which a site's own rules may go, in any case of letters.
    private static func isToken(_ parameter: ArraySlice<UInt8>) -> Bool {
        let raw = parameter.prefix { $0 != UInt8(ascii: "=") }
        // Most names, which stand there as they are meant.
        if raw.allSatisfy(isLetter) {
            return raw.count == 3 && raw.elementsEqual("jwt".utf8) { $0 | 0x20 == $1 }
        }
        var bytes = raw
        var name: [UInt8] = []
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"),
                let value = PercentEncoding.byte(bytes.first, bytes.dropFirst().first)
            {
                name.append(value)
                bytes = bytes.dropFirst(2)
            } else {
                name.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return DisplayText.line(String(decoding: name, as: UTF8.self), limit: 64).lowercased() == "jwt"
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// The query's characters (RFC 3986, 3.4), the `%` of what is encoded already, and the brackets and bars that
    /// browsers leave alone as well.
    private static func isQueryByte(_ byte: UInt8) -> Bool {
        if PercentEncoding.isUnreserved(byte) { return true }
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "?"),
            UInt8(ascii: "%"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "|"), UInt8(ascii: "^"):
            return true
        default: return false
        }
    }
}
