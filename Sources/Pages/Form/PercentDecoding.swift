enum PercentDecoding {
    /// Decodes a part of a form: `+` is a space, `%` and two hexadecimal digits are a byte, the rest is itself (WHATWG
    /// URL, 5.1).
    ///
    /// - Parameter emit: takes one byte after the other; there are never more than `range` has.
    /// - Throws: ``FormError/percentEncoding``. Unlike a browser, which lets a lone `%` pass, we do not guess.
    static func decode(
        _ text: Span<UInt8>, in range: Range<Int>, emit: (UInt8) -> Void
    ) throws(FormError) {
        var index = range.lowerBound
        while index < range.upperBound {
            switch text[index] {
            case UInt8(ascii: "+"): emit(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < range.upperBound, let high = digit(text[index + 1]),
                    let low = digit(text[index + 2])
                else { throw .percentEncoding }
                emit(high << 4 | low)
                index += 2
            case let byte: emit(byte)
            }
            index += 1
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
