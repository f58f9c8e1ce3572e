/// Cuts a Lua text into tokens, without comments. It never runs anything.
struct LuaLexer {
    private var cursor: Cursor
    private var tokens: [LuaToken] = []

    static func tokens(_ bytes: [UInt8]) -> [LuaToken] {
        var lexer = LuaLexer(cursor: Cursor(bytes))
        while let byte = lexer.cursor.peek() { lexer.read(byte) }
        return lexer.tokens
    }

    private mutating func read(_ byte: UInt8) {
        let line = cursor.line
        if byte.isSpace {
            _ = cursor.next()
        } else if cursor.isAt("--") {
            cursor.skip(2)
            if let level = longBracket() { _ = long(level) } else { cursor.skipLine() }
        } else if let level = longBracket() {
            add(long(level).map(LuaToken.Kind.string) ?? .unended, line)
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            _ = cursor.next()
            add(short(byte).map(LuaToken.Kind.string) ?? .unended, line)
        } else if byte.isNamePart {
            add(.name(String(decoding: cursor.take(while: \.isNamePart), as: UTF8.self)), line)
        } else {
            add(.mark(mark()), line)
        }
    }

    private mutating func add(_ kind: LuaToken.Kind, _ line: Int) {
        tokens.append(LuaToken(kind: kind, line: line))
    }

    private mutating func mark() -> String {
        for text: StaticString in ["...", "..", "==", "~=", "<=", ">="] where cursor.isAt(text) {
            cursor.skip(text.utf8CodeUnitCount)
            return "\(text)"
        }
        return cursor.next().map { String(decoding: [$0], as: UTF8.self) } ?? ""
    }

    /// The number of `=` of a long bracket that opens here; nil where none does.
    private func longBracket() -> Int? {
        guard cursor.peek() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while cursor.peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        return cursor.peek(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    /// What is in a long bracket, without a line break at its start; nil where it does not end.
    private mutating func long(_ level: Int) -> [UInt8]? {
        cursor.skip(level + 2)
        if cursor.isAt("\r\n") { cursor.skip(2) } else if cursor.isAt("\n") { cursor.skip(1) }
        var content: [UInt8] = []
        while let byte = cursor.next() {
            if byte == UInt8(ascii: "]"), isClosing(level) {
                cursor.skip(level + 1)
                return content
            }
            content.append(byte)
        }
        return nil
    }

    private func isClosing(_ level: Int) -> Bool {
        (0..<level).allSatisfy { cursor.peek($0) == UInt8(ascii: "=") }
            && cursor.peek(level) == UInt8(ascii: "]")
    }

    /// What is in a short string up to its quote; nil where it does not end in its line.
    private mutating func short(_ quote: UInt8) -> [UInt8]? {
        var content: [UInt8] = []
        while let byte = cursor.next() {
            switch byte {
            case quote: return content
            case UInt8(ascii: "\n"): return nil
            case UInt8(ascii: "\\"):
                guard let escaped = LuaEscape.read(&cursor) else { return nil }
                content += escaped
            default: content.append(byte)
            }
        }
        return nil
    }
}
