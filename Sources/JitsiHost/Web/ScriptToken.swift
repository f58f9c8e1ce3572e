/// The parts of a script: enough to find assignments of plain values.
struct ScriptToken {
    enum Kind: Equatable {
        case name(String)
        case string(String)
        case mark(UInt8)
        /// A string or comment without an end, or a template with something filled in.
        case notUnderstood
    }

    let kind: Kind
    let line: Int

    func isMark(_ character: Unicode.Scalar) -> Bool { kind == .mark(UInt8(ascii: character)) }
}

/// Cuts a script into tokens, without comments. A regular expression is not known as one: Jitsi's settings have them only
/// inside strings.
struct ScriptLexer {
    private var cursor: Cursor
    private var tokens: [ScriptToken] = []

    static func tokens(_ bytes: [UInt8]) -> [ScriptToken] {
        var lexer = ScriptLexer(cursor: Cursor(bytes))
        while let byte = lexer.cursor.peek() { lexer.read(byte) }
        return lexer.tokens
    }

    private mutating func read(_ byte: UInt8) {
        let line = cursor.line
        if byte.isSpace {
            _ = cursor.next()
        } else if cursor.isAt("//") {
            cursor.skipLine()
        } else if cursor.isAt("/*") {
            cursor.skip(2)
            if !cursor.take(through: "*/").found { add(.notUnderstood, line) }
        } else if [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(byte) {
            _ = cursor.next()
            add(string(byte).map(ScriptToken.Kind.string) ?? .notUnderstood, line)
        } else if byte.isNamePart || byte == UInt8(ascii: "$") {
            let name = cursor.take { $0.isNamePart || $0 == UInt8(ascii: "$") }
            add(.name(String(decoding: name, as: UTF8.self)), line)
        } else {
            _ = cursor.next()
            add(.mark(byte), line)
        }
    }

    private mutating func add(_ kind: ScriptToken.Kind, _ line: Int) {
        tokens.append(ScriptToken(kind: kind, line: line))
    }

    /// A string up to its quote; nil where it has an escape that would have to be worked out, or no end.
    private mutating func string(_ quote: UInt8) -> String? {
        var text: [UInt8] = []
        var isPlain = true
        while let byte = cursor.next() {
            if byte == quote { return isPlain ? String(decoding: text, as: UTF8.self) : nil }
            if byte == UInt8(ascii: "\n"), quote != UInt8(ascii: "`") { return nil }
            if byte == UInt8(ascii: "$"), quote == UInt8(ascii: "`"), cursor.peek() == UInt8(ascii: "{") {
                isPlain = false
            }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = cursor.next() else { return nil }
                if escaped.isNamePart { isPlain = false }
                text.append(escaped)
            } else {
                text.append(byte)
            }
        }
        return nil
    }
}
