extension JSONReader {
    /// A string (RFC 8259, 7): no raw control character, every escape known, and surrogates only in pairs, since a
    /// lone one stands for no character.
    mutating func string() throws(StateProblem) -> String {
        guard take(UInt8(ascii: "\"")) else { throw misplaced }
        var text: [UInt8] = []
        while true {
            let byte = try takeAny()
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
            case 0..<0x20: throw misplaced
            default: text.append(byte)
            }
        }
    }

    private mutating func escaped() throws(StateProblem) -> Character {
        switch try takeAny() {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return Character(try codePoint())
        default: throw misplaced
        }
    }

    private mutating func codePoint() throws(StateProblem) -> Unicode.Scalar {
        let unit = try codeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard (0xD800...0xDBFF).contains(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw misplaced
        }
        let low = try codeUnit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x1_0000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { throw misplaced }
        return scalar
    }

    private mutating func codeUnit() throws(StateProblem) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<2 {
            let (high, low) = (try takeAny(), try takeAny())
            guard let byte = PercentEncoding.byte(high, low) else { throw misplaced }
            unit = unit << 8 | UInt16(byte)
        }
        return unit
    }
}
