/// The file's characters, checked for what no editor shows and what YAML refuses without saying where.
enum Characters {
    /// Decodes `bytes` (UTF-8, a byte order mark is dropped) and reports every line with a tab, a no-break space or a control
    /// character where it does harm. Returns nil where YAML cannot be read at all.
    static func decode(_ bytes: [UInt8], findings: Findings) -> [Unicode.Scalar]? {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            findings.report(
                "is not UTF-8: save the file as UTF-8", at: firstInvalid(bytes), key: nil)
            return nil
        }
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        let before = findings.problems.count
        check(scalars, findings: findings)
        return findings.problems.count == before ? withoutLooseTabs(scalars) : nil
    }

    /// libyaml takes a tab before a comment for indentation. On a line that says nothing else it becomes a space.
    private static func withoutLooseTabs(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result = scalars
        for row in scalars.split(separator: "\n")
        where row.contains("\t") && isBlank(row.drop(while: isIndentation)) {
            for index in row.indices where row[index] == "\t" { result[index] = " " }
        }
        return result
    }

    private static func isIndentation(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{A0}"
    }

    /// Whether nothing but a comment follows.
    private static func isBlank(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.isEmpty || rest.first == "#" || rest.first == "\r"
    }

    private static func check(_ scalars: [Unicode.Scalar], findings: Findings) {
        var line = 1
        for row in scalars.split(separator: "\n", omittingEmptySubsequences: false) {
            defer { line += 1 }
            if let problem = firstProblem(in: row) {
                let column = problem.index - row.startIndex + 1
                findings.report(problem.message, at: Position(line: line, column: column), key: nil)
            }
        }
    }

    private static func firstProblem(
        in row: ArraySlice<Unicode.Scalar>
    ) -> (index: Int, message: String)? {
        let indentation = row.prefix(while: isIndentation)
        let isBlank = isBlank(row[indentation.endIndex...])
        if !isBlank, let index = indentation.firstIndex(of: "\t") {
            return (index, "a tab indents this line: YAML wants spaces")
        }
        if !isBlank, let index = indentation.firstIndex(of: "\u{A0}") {
            return (index, "an invisible no-break space indents this line: write ordinary spaces")
        }
        let body = row.last == "\r" ? row.dropLast() : row
        if let index = body.firstIndex(where: { !isAllowed($0) }) {
            return (index, "an invisible control character stands here: remove it")
        }
        return nil
    }

    /// YAML 1.2, 5.1 (`c-printable`), less the line breaks that editors do not count as such.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t"
            || !(scalar.isControl || scalar == "\u{FEFF}" || (0xFFFE...0xFFFF).contains(scalar.value))
    }

    private static func firstInvalid(_ bytes: [UInt8]) -> Position {
        var line = 1
        for row in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if String(validating: row, as: UTF8.self) == nil {
                return Position(line: line, column: column(row))
            }
            line += 1
        }
        return .start
    }

    /// The column behind the last character of `row` that is right.
    private static func column(_ row: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = row.makeIterator()
        var column = 1
        while case .scalarValue = decoder.decode(&iterator) { column += 1 }
        return column
    }
}
