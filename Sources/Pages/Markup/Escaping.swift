extension [UInt8] {
    /// Appends `text` so that it means itself, as text and inside a quoted attribute alike (HTML, 13.3 "Escaping a
    /// string", and the apostrophe).
    ///
    /// Control characters other than tab and line feed have no meaning in a page, and no place in XML (section 2.2);
    /// they become U+FFFD. ``Template`` relies on their absence.
    mutating func append(escaping text: String) {
        let meansItself = unsafe text.utf8.withContiguousStorageIfAvailable {
            unsafe $0.allSatisfy(Self.meansItself)
        }
        if meansItself == true {
            append(contentsOf: text.utf8)
        } else {
            appendByByte(escaping: text)
        }
    }

    /// Whether it needs no escape; every byte of what is not ASCII is one.
    private static func meansItself(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            0x7F:
            false
        default: byte >= 0x20
        }
    }

    /// ``append(escaping:)`` for every text.
    mutating func appendByByte(escaping text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append(literal: "&amp;")
            case UInt8(ascii: "<"): append(literal: "&lt;")
            case UInt8(ascii: ">"): append(literal: "&gt;")
            case UInt8(ascii: "\""): append(literal: "&quot;")
            case UInt8(ascii: "'"): append(literal: "&#39;")
            case 0x09, 0x0A: append(byte)
            case 0..<0x20, 0x7F: append(literal: "\u{FFFD}")
            default: append(byte)
            }
        }
    }

    /// Appends the literal's UTF-8.
    mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { unsafe append(contentsOf: $0) }
    }
}
