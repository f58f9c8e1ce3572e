/// The strings of JSON (RFC 8259, 7).
enum JSONText {
    /// Appends `text` in its quotation marks.
    ///
    /// Quotation mark, reverse solidus and U+0000 to U+001F must be escaped. U+2028 and U+2029 are too, because
    /// JavaScript before 2019 ends a line at them. Slashes need no escape.
    ///
    /// - Parameter escapes: which characters are escaped besides, for a reader that would take them for something
    ///   else.
    static func append(
        _ text: String, to bytes: inout [UInt8], escaping escapes: (Unicode.Scalar) -> Bool = { _ in false }
    ) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}": appendEscape(of: scalar, to: &bytes)
            case _ where escapes(scalar): appendEscape(of: scalar, to: &bytes)
            default: bytes += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// `\u` and four digits for each UTF-16 code unit.
    private static func appendEscape(of scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            let digits = String(unit, radix: 16)
            bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
    }
}
