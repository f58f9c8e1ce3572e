/// What to do about a YAML syntax error: libyaml's words name what the scanner missed, not what the writer did.
enum SyntaxHint {
    /// The message for libyaml's `problem` in the line `row`; `opened` is where the bracket, quote or block began.
    static func message(problem: String, row: String, opened: Position?) -> String {
        "is not YAML (\(problem)): " + remedy(problem: problem, row: row, opened: opened)
    }

    private static func remedy(problem: String, row: String, opened: Position?) -> String {
        let here = opened.map { "opened in line \($0.line), column \($0.column)" } ?? "opened before"
        let placeholder = Placeholders.all.first(where: row.contains)
        switch problem {
        case _ where placeholder != nil && problem.hasPrefix("did not find expected ',"):
            let quotes = row.contains("\\{") ? "single" : "double"
            return "inside { } a value with \(placeholder ?? "") must be in \(quotes) quotes"
        case "found character that cannot start any token" where placeholder != nil:
            return "a value that begins with { must be in double quotes"
        case "found unknown escape character":
            return "a \\ begins an escape in double quotes: write the value in single quotes"
        case "mapping values are not allowed in this context":
            return "indent as the lines around it, and put a value that holds \": \" in quotes"
        case "found character that cannot start any token":
            return "put a value that begins with @, `, % or another special character in quotes"
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return "close the bracket that was \(here), or put its values in double quotes"
        case "found unexpected end of stream":
            return "close the quotes or brackets \(here)"
        case "could not find expected ':'":
            return "write a colon and a space behind the key"
        case "did not find expected alphabetic or numeric character":
            return "put a value that begins with & or * in double quotes"
        case "but found another document":
            return "remove the line --- and what belongs to another file"
        case "did not find expected '-' indicator", "did not find expected key",
            "did not find expected <document start>":
            return "indent keys of one section alike, close every quote, and put special characters in quotes"
        default:
            return "indent with spaces, and put a value with special characters in quotes"
        }
    }
}
