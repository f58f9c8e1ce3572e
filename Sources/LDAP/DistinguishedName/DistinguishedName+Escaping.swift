internal import Secrets

extension DistinguishedName {
    /// A value as it may stand in the string form of a distinguished name, whatever it holds.
    ///
    /// RFC 4514, 2.4: a space or "#" at the beginning, a space at the end, and `"`, `+`, `,`, `;`, `<`, `>`, `\` anywhere are
    /// escaped by a backslash, NUL by "\00". "=" is too, which the clause allows and some readers need. So are the other
    /// controls: libldap passes over a line break at the beginning, and would read a "#" behind it as one that comes first.
    static func escapedValue(_ value: String) -> String {
        let bytes = Array(value.utf8)
        guard
            bytes.contains(where: isEscapedAnywhere) || bytes.first == UInt8(ascii: "#")
                || bytes.first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ")
        else { return value }
        var result: [UInt8] = []
        let last = bytes.count - 1
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x00...0x1F, 0x7F: result += Array(("\\" + Hexadecimal.encode([byte])).utf8)
            case _ where isEscapedAnywhere(byte), UInt8(ascii: "#") where index == 0,
                UInt8(ascii: " ") where index == 0 || index == last:
                result += [UInt8(ascii: "\\"), byte]
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// All of these are ASCII, and so no part of another character.
    private static func isEscapedAnywhere(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x1F, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }
}
