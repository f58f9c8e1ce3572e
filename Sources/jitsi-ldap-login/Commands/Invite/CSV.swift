/// Comma-separated values (RFC 4180).
enum CSV {
    /// A row and the line that it begins in, counted from 1: a field in quotes may have several.
    struct Row: Equatable {
        let line: Int
        let fields: [String]
    }

    /// What is wrong, and in which line.
    struct Problem: Error, Equatable {
        let line: Int
        let words: String
    }

    /// The rows of a text. Blank lines are none.
    ///
    /// - Parameter limit: the most rows.
    static func rows(_ text: String, limit: Int) throws(Problem) -> [Row] {
        var reader = Reader(rest: text.unicodeScalars[...])
        var rows: [Row] = []
        while let row = try reader.row() {
            if row.fields == [""] { continue }
            guard rows.count < limit else {
                throw Problem(line: row.line, words: "there are more than \(limit) rows: make several files")
            }
            rows.append(row)
        }
        return rows
    }

    /// A row as it is written, with its end (RFC 4180, 2.1).
    static func line(_ fields: [String]) -> String {
        fields.map(quotedIfNeeded).joined(separator: ",") + "\r\n"
    }

    private static func quotedIfNeeded(_ field: String) -> String {
        // By scalars: CR and LF together are one character, and a quote with an accent on it is another one.
        guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
            return field
        }
        var doubled = "".unicodeScalars
        for scalar in field.unicodeScalars {
            if scalar == "\"" { doubled.append(scalar) }
            doubled.append(scalar)
        }
        return "\"" + String(doubled) + "\""
    }

    private struct Reader {
        var rest: Substring.UnicodeScalarView
        var line = 1

        /// Nil at the end.
        mutating func row() throws(Problem) -> Row? {
            guard !rest.isEmpty else { return nil }
            let start = line
            var fields: [String] = []
            while true {
                fields.append(rest.first == "\"" ? try quoted() : try plain())
                guard let next = rest.popFirst() else { break }
                if next == "," { continue }
                // What ends a field is a comma or a line's end.
                if next == "\r", rest.first == "\n" { rest.removeFirst() }
                line += 1
                break
            }
            return Row(line: start, fields: fields)
        }

        private mutating func plain() throws(Problem) -> String {
            let field = rest.prefix { !",\r\n".unicodeScalars.contains($0) }
            if field.contains("\"") {
                throw Problem(
                    line: line,
                    words: "a quote in the middle of a field: put the whole field in quotes, and write \"\"")
            }
            rest = rest[field.endIndex...]
            return String(field)
        }

        private mutating func quoted() throws(Problem) -> String {
            let start = line
            rest.removeFirst()
            var field = String.UnicodeScalarView()
            while let scalar = rest.popFirst() {
                if scalar == "\"" {
                    guard rest.first == "\"" else {
                        guard rest.first.map({ ",\r\n".unicodeScalars.contains($0) }) ?? true else {
                            throw Problem(
                                line: line, words: "text behind the closing quote of a field: write a comma")
                        }
                        return String(field)
                    }
                    rest.removeFirst()
                } else if scalar == "\n" {
                    line += 1
                }
                field.append(scalar)
            }
            throw Problem(line: start, words: "a quote is opened here and never closed")
        }
    }
}
