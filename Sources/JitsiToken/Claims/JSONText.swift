/// The strings of JSON (RFC 8259, 7).
enum JSONText {
    /// Appends `text` in its quotation marks.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        // Nearly every text means itself; only what may have to be escaped is looked at scalar by scalar.
        let isPlain = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe $0.allSatisfy(meansItself) }
        guard isPlain == true else { return append(text, to: &bytes) { _ in false } }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether no character with this byte is escaped: U+2028 and U+2029 begin with E2.
    private static func meansItself(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0xE2
    }

    /// Appends `text` in its quotation marks, character by character.
    ///
    /// Quotation mark, reverse solidus and U+0000 to U+001F must be escaped. U+2028 and U+2029 are too, because
    /// JavaScript before 2019 ends a line at them. Slashes need no escape.
    ///
    /// - Parameter escapes: which characters are escaped besides, for a reader that would take them for something
    ///   else.
    static func append(
        _ text: String, to bytes: inout [UInt8], escaping escapes: (Unicode.Scalar) -> Bool
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
