internal import Secrets

/// A search filter in its string form (RFC 4515): checked, and every value in it escaped.
public struct Filter: Sendable, Hashable, CustomStringConvertible {
    /// The string form.
    let text: String

    init(checked text: String) {
        self.text = text
    }

    /// A filter without placeholders, such as `(objectClass=*)`.
    ///
    /// - Throws: `FilterError` where it is no filter.
    public init(parsing text: String) throws(FilterError) {
        let template = try FilterTemplate(parsing: text, placeholders: [])
        self.text = template.textWithoutValues
    }

    /// The string form. It holds what a visitor typed, escaped.
    public var description: String { text }

    /// A value as it may stand in a filter.
    ///
    /// RFC 4515, 3: the rule `valueencoding` "ensures that the entire filter string is a valid UTF-8 string and provides
    /// that the octets that represent the ASCII characters "*" (ASCII 0x2a), "(" (ASCII 0x28), ")" (ASCII 0x29),
    /// "\" (ASCII 0x5c), and NUL (ASCII 0x00) are represented as a backslash "\" (ASCII 0x5c) followed by the two
    /// hexadecimal digits representing the value of the encoded octet".
    static func escaped(_ value: String) -> String {
        // By bytes: none of these is a part of another character.
        guard value.containsByte(where: isEscaped) else { return value }
        var result: [UInt8] = []
        for byte in value.utf8 {
            if isEscaped(byte) { result += escaped([byte]).utf8 } else { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"), 0: true
        default: false
        }
    }

    /// Bytes as they may stand in a filter, whatever they are: each as "\" and two digits.
    static func escaped(_ value: [UInt8]) -> String {
        value.map { "\\" + Hexadecimal.encode([$0]) }.joined()
    }
}
