/// What the pin of a public key looks like. What is in it, the LDAP library says later.
enum PinShape {
    private static let prefixes = ["sha256:", "sha256//"]

    static func parse(_ text: String) throws(Invalid) -> String {
        let form = "write sha256: and the 44 characters of base64 of the SHA-256 of the server's public key"
        guard prefixes.contains(where: text.hasPrefix) else {
            throw Invalid("\(quoted(text)) does not begin with sha256: or sha256//: \(form)")
        }
        let digest = digest(text)
        if digest.utf8.count >= 64, digest.allSatisfy({ $0.isHexDigit || $0 == ":" }) {
            throw Invalid("\(quoted(text)) is in hexadecimal: \(form)")
        }
        guard digest.utf8.count == 44, digest.last == "=", digest.utf8.dropLast().allSatisfy(isBase64) else {
            throw Invalid("\(quoted(text)) is not 44 characters of base64: \(form)")
        }
        return text
    }

    /// What stands behind the prefix.
    static func digest(_ text: String) -> Substring {
        text.dropFirst(prefixes.first(where: text.hasPrefix)?.count ?? 0)
    }

    /// RFC 4648, section 4.
    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"): true
        default: false
        }
    }
}
