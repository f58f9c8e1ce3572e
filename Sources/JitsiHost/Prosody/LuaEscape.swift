/// The escapes of Lua's short strings (Lua 5.4 manual, 3.1).
enum LuaEscape {
    /// What follows a backslash; nil where Lua would refuse it.
    static func read(_ cursor: inout Cursor) -> [UInt8]? {
        guard let byte = cursor.next() else { return nil }
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "a"): return [0x07]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "v"): return [0x0B]
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x0A: return [byte]
        case UInt8(ascii: "z"):
            _ = cursor.take(while: \.isSpace)
            return []
        case UInt8(ascii: "x"):
            guard let digits = digits(&cursor, 2, radix: 16, exactly: true) else { return nil }
            return UInt8(exactly: digits).map { [$0] }
        case UInt8(ascii: "u"): return unicode(&cursor)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let first = Int(byte - UInt8(ascii: "0"))
            var value = first
            for _ in 0..<2 {
                guard let digit = cursor.peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
                else { break }
                _ = cursor.next()
                value = value * 10 + Int(digit - UInt8(ascii: "0"))
            }
            return UInt8(exactly: value).map { [$0] }
        default: return nil
        }
    }

    /// `\u{e9}`, in UTF-8.
    private static func unicode(_ cursor: inout Cursor) -> [UInt8]? {
        guard cursor.next() == UInt8(ascii: "{"),
            let value = digits(&cursor, 6, radix: 16, exactly: false), cursor.next() == UInt8(ascii: "}"),
            let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init)
        else { return nil }
        return Array(String(scalar).utf8)
    }

    private static func digits(_ cursor: inout Cursor, _ most: Int, radix: Int, exactly: Bool) -> Int? {
        var text: [UInt8] = []
        while text.count < most, let byte = cursor.peek(), byte.isNamePart {
            text.append(byte)
            _ = cursor.next()
        }
        guard !exactly || text.count == most else { return nil }
        return Int(String(decoding: text, as: UTF8.self), radix: radix)
    }
}
