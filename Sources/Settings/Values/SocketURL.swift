/// `ldapi://%2frun%2fslapd%2fldapi`: a directory's Unix socket, its path percent-encoded in the place of a host.
enum SocketURL {
    private static let form = "write ldapi://%2frun%2fslapd%2fldapi"

    /// Refuses what is no absolute path of a socket; `rest` is what follows `ldapi://` in `text`.
    static func check(_ rest: Substring, in text: String) throws(Invalid) {
        let host = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard !host.isEmpty else { throw Invalid("\(quoted(text)) names no socket: \(form)") }
        guard !host.contains("/") else {
            throw Invalid(
                "\(quoted(text)) has a path that is not percent-encoded: "
                    + "write \(quoted("ldapi://\(host.replacing("/", with: "%2f"))"))")
        }
        guard let path = decoded(host), !path.contains(0) else {
            throw Invalid("\(quoted(text)) has a character that an address cannot hold: write it as %xx")
        }
        guard path.first == UInt8(ascii: "/"), path.last != UInt8(ascii: "/") else {
            throw Invalid("\(quoted(text)) is not the whole path of a socket: \(form)")
        }
        // sockaddr_un holds 108 bytes with the NUL at the end, unix(7).
        guard path.count <= 107 else {
            throw Invalid("\(quoted(text)) is too long for a socket: its path has at most 107 bytes")
        }
    }

    /// RFC 3986, section 2.1, for unreserved characters and what paths hold besides; nil where it is broken.
    private static func decoded(_ text: Substring) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.utf8.count == 2, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                    let value = UInt8(digits, radix: 16)
                else { return nil }
                result.append(value)
                rest = rest.dropFirst(2)
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.append(byte)
            case _ where "-._~".utf8.contains(byte): result.append(byte)
            default: return nil
            }
        }
        return result
    }
}
