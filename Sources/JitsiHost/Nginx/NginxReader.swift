/// Reads an nginx file into its directives, as `systemd/install/nginx-site.pl` does.
struct NginxReader {
    /// How deep blocks may be inside each other; nginx's own files have five levels.
    private static let deepest = 50

    private var cursor: Cursor
    private var words: [String] = []
    private var firstLine = 1
    private var open: [NginxDirective]

    /// A block without a name that holds the file's directives; nil, and the line, where a quote or a brace has no end.
    static func read(_ file: HostFile) -> (file: NginxDirective?, line: Int) {
        var reader = NginxReader(cursor: Cursor(file.bytes))
        while !reader.cursor.isAtEnd {
            guard reader.step() else { return (nil, reader.cursor.line) }
        }
        guard reader.open.count == 1, reader.words.isEmpty else { return (nil, reader.cursor.line) }
        return (reader.open[0], 0)
    }

    private init(cursor: Cursor) {
        self.cursor = cursor
        open = [NginxDirective(words: [], line: 0, isBlock: true)]
    }

    private mutating func step() -> Bool {
        guard let byte = cursor.peek() else { return true }
        switch byte {
        case _ where byte.isSpace: _ = cursor.next()
        case UInt8(ascii: "#"): cursor.skipLine()
        case UInt8(ascii: ";"):
            _ = cursor.next()
            if !words.isEmpty { add(isBlock: false) }
        case UInt8(ascii: "{"):
            if words.isEmpty { firstLine = cursor.line }
            _ = cursor.next()
            guard open.count < Self.deepest else { return false }
            open.append(add(isBlock: true))
        case UInt8(ascii: "}"):
            _ = cursor.next()
            guard open.count > 1, words.isEmpty else { return false }
            open.removeLast()
        default: return word(byte)
        }
        return true
    }

    @discardableResult
    private mutating func add(isBlock: Bool) -> NginxDirective {
        let directive = NginxDirective(words: words, line: firstLine, isBlock: isBlock)
        open.last?.add(directive)
        words = []
        return directive
    }

    private mutating func word(_ first: UInt8) -> Bool {
        if words.isEmpty { firstLine = cursor.line }
        let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        if isQuoted { _ = cursor.next() }
        var text: [UInt8] = []
        while let byte = cursor.peek() {
            if isQuoted
                ? byte == first : byte.isSpace || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "{")
            {
                break
            }
            _ = cursor.next()
            text.append(byte)
            if byte == UInt8(ascii: "\\"), let escaped = cursor.next() { text.append(escaped) }
            if byte == UInt8(ascii: "$"), cursor.peek() == UInt8(ascii: "{") {
                let (name, found) = cursor.take(through: "}")
                guard found else { return false }
                text += name + [UInt8(ascii: "}")]
            }
        }
        if isQuoted, cursor.next() == nil { return false }
        words.append(String(decoding: text, as: UTF8.self))
        return true
    }
}
