/// What a DN looks like from afar. Whether it is one, the LDAP library says later (RFC 4514).
enum NameShape {
    static func parse(_ text: String) throws(Invalid) -> String {
        guard startsWithAttribute(text) else {
            throw Invalid("\(quoted(text)) is not a DN: write it whole, cn=…,ou=…,dc=…")
        }
        guard text.utf8.count <= 1024 else {
            throw Invalid("\(quoted(text)) is too long for a DN: write at most 1024 bytes")
        }
        return text
    }

    /// Whether `text` is a single part of a DN, `ou=people`.
    static func isOnePart(_ text: String) -> Bool { startsWithAttribute(text) && !text.contains(",") }

    /// RFC 4514, section 3: an attribute's name or dotted number, then an equals sign.
    static func startsWithAttribute(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "=") else { return false }
        return AttributeName.isName(text[..<equals].drop { $0 == " " })
    }
}
