/// Where a directory's tree of names begins.
enum NameSuffix {
    /// The part of the DN `text` that its domain makes: its last `dc=` parts (RFC 2247); where it has none, its last part.
    static func of(_ text: String) -> String {
        let parts = parts(of: text)
        let domain = parts.reversed().prefix(while: isDomainPart).reversed()
        return (domain.isEmpty ? parts.suffix(1) : Array(domain)).joined(separator: ",")
    }

    /// The parts of a DN (RFC 4514, section 3), without the spaces around them. A comma behind a backslash belongs to a value.
    static func parts(of text: String) -> [String] {
        var parts: [String] = [""]
        var isEscaped = false
        for character in text.unicodeScalars {
            if character == ",", !isEscaped {
                parts.append("")
            } else {
                parts[parts.count - 1].unicodeScalars.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return parts.map(trimmed)
    }

    /// By its name or its number (RFC 4519, section 2.4).
    private static func isDomainPart(_ part: String) -> Bool {
        guard let equals = part.firstIndex(of: "=") else { return false }
        let type = trimmed(String(part[..<equals])).lowercased()
        return ["dc", "domaincomponent", "0.9.2342.19200300.100.1.25"].contains(type)
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " ", !rest.hasSuffix("\\ ") { rest.removeLast() }
        return String(rest)
    }
}
