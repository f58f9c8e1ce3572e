/// Reads the part of HOCON that jicofo.conf uses: objects, dotted keys, strings, bare values, comments.
///
/// A value with a substitution, and a list's, is marked as not understood; an `include` is noted.
struct HoconReader {
    /// How deep objects may be inside each other; jicofo's own file has five levels.
    private static let deepest = 50

    private let path: String
    private var cursor: Cursor
    private var keys: [[String]] = []
    private var document = HoconDocument()

    static func read(_ file: HostFile) -> HoconDocument {
        var reader = HoconReader(path: file.path, cursor: Cursor(file.bytes))
        while !reader.cursor.isAtEnd, reader.keys.count <= deepest { reader.member() }
        if !reader.keys.isEmpty { reader.document.notUnderstood.append(reader.place) }
        return reader.document
    }

    private init(path: String, cursor: Cursor) {
        self.path = path
        self.cursor = cursor
    }

    private var place: Place { Place(path: path, line: cursor.line) }

    private mutating func member() {
        skipSpaceAndComments(andCommas: true)
        guard let byte = cursor.peek() else { return }
        if byte == UInt8(ascii: "}") {
            _ = cursor.next()
            if keys.popLast() == nil { document.notUnderstood.append(place) }
            return
        }
        // The braces around the whole file may be left out.
        if byte == UInt8(ascii: "{"), keys.isEmpty {
            _ = cursor.next()
            keys.append([])
            return
        }
        let place = place
        guard let key = key() else {
            document.notUnderstood.append(place)
            cursor.skipLine()
            return
        }
        let name = (keys.flatMap { $0 } + key).joined(separator: ".")
        _ = cursor.take { $0.isSpace && $0 != UInt8(ascii: "\n") }
        if cursor.isAt("+=") {
            cursor.skip(2)
        } else if let mark = cursor.peek(), mark == UInt8(ascii: "=") || mark == UInt8(ascii: ":") {
            _ = cursor.next()
        } else if cursor.peek() != UInt8(ascii: "{") {
            document.notUnderstood.append(place)
            cursor.skipLine()
            return
        }
        skipSpaceAndComments(andCommas: false)
        if cursor.peek() == UInt8(ascii: "{") {
            _ = cursor.next()
            keys.append(key)
            document.objects.append(Setting(name: name, value: .notUnderstood, place: place))
        } else {
            document.settings.append(Setting(name: name, value: value(), place: place))
        }
    }

    /// `a.b."c.d"`, by its parts; nil where no key stands here.
    private mutating func key() -> [String]? {
        var parts: [String] = []
        while true {
            if cursor.peek() == UInt8(ascii: "\"") {
                guard let text = quoted() else { return nil }
                parts.append(text)
            } else {
                let bytes = cursor.take { $0.isNamePart || $0 == UInt8(ascii: "-") }
                guard !bytes.isEmpty else { return nil }
                parts.append(String(decoding: bytes, as: UTF8.self))
            }
            guard cursor.peek() == UInt8(ascii: ".") else { break }
            _ = cursor.next()
        }
        return parts == ["include"] ? nil : parts
    }

    private mutating func value() -> SettingValue {
        if cursor.isAt("\"\"\"") {
            cursor.skip(3)
            let (text, found) = cursor.take(through: "\"\"\"")
            return found ? .text(String(decoding: text, as: UTF8.self)) : .notUnderstood
        }
        if cursor.peek() == UInt8(ascii: "[") {
            skipList()
            return .notUnderstood
        }
        var value: SettingValue?
        if cursor.peek() == UInt8(ascii: "\"") { value = quoted().map(SettingValue.text) }
        // A bare value, or what is joined to a quoted one, ends with the line, a comma, a brace or a comment.
        var rest: [UInt8] = []
        while let byte = cursor.peek(), !isEnd(byte) {
            rest.append(byte)
            _ = cursor.next()
            // `${name}` has a brace of its own.
            if byte == UInt8(ascii: "$"), cursor.peek() == UInt8(ascii: "{") {
                rest += cursor.take { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
                _ = cursor.next()
            }
        }
        let word = String(decoding: rest, as: UTF8.self).trimmingSpaces
        if let value { return word.isEmpty ? value : .notUnderstood }
        return word.isEmpty || word.contains("$") || word.contains("\"")
            ? .notUnderstood : SettingValue(word: word)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        [UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "#")].contains(byte)
            || cursor.isAt("//")
    }

    /// A string in its quotes with JSON's escapes, of which only the plain ones can matter here.
    private mutating func quoted() -> String? {
        _ = cursor.next()
        var text: [UInt8] = []
        while let byte = cursor.next() {
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\n") { return nil }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = cursor.next(),
                    [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(escaped)
                else { return nil }
                text.append(escaped)
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private mutating func skipList() {
        var depth = 0
        while let byte = cursor.peek() {
            if byte == UInt8(ascii: "\"") {
                _ = quoted()
                continue
            }
            if byte == UInt8(ascii: "#") || cursor.isAt("//") {
                cursor.skipLine()
                continue
            }
            _ = cursor.next()
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0 { return }
            }
        }
    }

    private mutating func skipSpaceAndComments(andCommas: Bool) {
        while let byte = cursor.peek() {
            if byte.isSpace || andCommas && byte == UInt8(ascii: ",") {
                _ = cursor.next()
            } else if byte == UInt8(ascii: "#") || cursor.isAt("//") {
                cursor.skipLine()
            } else {
                return
            }
        }
    }
}
