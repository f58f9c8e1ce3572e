internal import Secrets

extension DistinguishedName {
    /// A value as it may stand in the string form of a distinguished name, whatever it holds.
    ///
    /// RFC 4514, 2.4: a space or "#" at the beginning, a space at the end, and `"`, `+`, `,`, `;`, `<`, `>`, `\` anywhere are
    /// escaped by a backslash, NUL by "\00". "=" is too, which the clause allows and some readers need. So are the other
    /// controls: libldap passes over a line break at the beginning, and would read a "#" behind it as one that comes first.
    static func escapedValue(_ value: String) -> String {
        guard value.utf8.contains(where: mayNeedEscape) else { return value }
        var result: [UInt8] = []
        let last = value.utf8.count - 1
        for (index, byte) in value.utf8.enumerated() {
            switch byte {
            case 0x00...0x1F, 0x7F: result += Array(("\\" + Hexadecimal.encode([byte])).utf8)
            case UInt8(ascii: "#") where index != 0, UInt8(ascii: " ") where index != 0 && index != last:
                result.append(byte)
            case _ where mayNeedEscape(byte): result += [UInt8(ascii: "\\"), byte]
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a byte means something in some place. All of these are ASCII, and so no part of another character.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x1F, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "="), UInt8(ascii: "#"),
            UInt8(ascii: " "):
            true
        default: false
        }
    }
}
