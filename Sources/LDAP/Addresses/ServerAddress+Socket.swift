extension ServerAddress {
    /// Where OpenLDAP's slapd on Debian listens when it is told `ldapi:///` (slapd(8), `-h`).
    static let usualSocketPath = "/var/run/slapd/ldapi"

    /// Room in `sockaddr_un` for a path, less its final NUL (unix(7)).
    private static let longestPath = 107

    /// Reads what stands behind `ldapi://`: nothing, or a percent-encoded absolute path, with one slash at the end or
    /// none.
    ///
    /// - Throws: `LDAPConfigurationError` where that is no path of a socket.
    static func socketPath(in rest: Substring, of text: String) throws(LDAPConfigurationError) -> String {
        let encoded = rest.hasSuffix("/") ? rest.dropLast() : rest
        if encoded.isEmpty { return usualSocketPath }
        guard !encoded.contains(where: { "/?#@".contains($0) }) else {
            let path = rest.prefix { !"?#@".contains($0) }
            throw LDAPConfigurationError(
                "'\(presentable(text))': the path of the socket is percent-encoded, as in ldapi://"
                    + presentable(Self.encoded(path.hasPrefix("/") ? String(path) : "/run/slapd/ldapi")))
        }
        guard let path = decoded(encoded), path.hasPrefix("/"), !path.utf8.contains(0),
            path.utf8.count <= longestPath
        else {
            throw LDAPConfigurationError(
                "'\(presentable(text))': behind ldapi:// stands an absolute path of at most \(longestPath) bytes, "
                    + "percent-encoded, as in ldapi://%2Frun%2Fslapd%2Fldapi")
        }
        return path
    }

    /// A path as it stands in a URL: everything but the unreserved characters (RFC 3986, 2.3) percent-encoded.
    static func encoded(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": text.unicodeScalars.append(scalar)
            default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }

    /// nil where a "%" is not followed by two hexadecimal digits, or the bytes are no UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
                let value = UInt8(Substring(digits), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
