internal import Secrets

extension DistinguishedName {
    /// A value as it may stand in the string form of a distinguished name, whatever it holds.
    ///
    /// RFC 4514, 2.4: a space or "#" at the beginning, a space at the end, and `"`, `+`, `,`, `;`, `<`, `>`, `\` anywhere are
    /// escaped by a backslash, NUL by "\00". "=" is too, which the clause allows and some readers need. So are the other
    /// controls: libldap passes over a line break at the beginning, and would read a "#" behind it as one that comes first.
    static func escapedValue(_ value: String) -> String {
        let scalars = Array(value.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\0"..."\u{1F}", "\u{7F}": result += "\\" + Hexadecimal.encode([UInt8(scalar.value)])
            case "\"", "+", ",", ";", "<", ">", "\\", "=": result += "\\" + String(scalar)
            case "#" where index == 0: result += "\\#"
            case " " where index == 0 || index == scalars.count - 1: result += "\\ "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
