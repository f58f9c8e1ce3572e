/// Reads the string form of a filter (RFC 4515, 3), with placeholders in its values.
struct FilterParser {
    private let characters: [Unicode.Scalar]
    private let placeholders: Set<String>
    private var index = 0
    private var output: [FilterTemplate.Piece] = []

    /// Deeper nesting than anybody writes; the parser calls itself.
    private static let deepest = 40

    init(_ text: String, placeholders: Set<String>) {
        characters = Array(text.unicodeScalars)
        self.placeholders = placeholders
    }

    mutating func parse() throws(FilterError) -> [FilterTemplate.Piece] {
        skipSpace()
        guard index < characters.count else {
            throw problem("the filter is empty: write one such as (uid={username})")
        }
        guard characters[index] == "(" else {
            let whole = presentable(text(of: characters[...]))
            throw problem(
                "a filter must contain enclosing parentheses: '\(whole)' should probably be '(\(whole))'")
        }
        try parseFilter(depth: 0)
        skipSpace()
        guard index == characters.count else {
            throw problem(
                "there is more after the filter's last parenthesis: put everything inside one pair, as in (&(…)(…))"
            )
        }
        return output
    }

    private mutating func parseFilter(depth: Int) throws(FilterError) {
        guard depth < Self.deepest else {
            throw problem("the filter is nested more than \(Self.deepest) times")
        }
        let start = index
        index += 1
        append("(")
        skipSpace()
        switch current {
        case "&", "|":
            append(String(characters[index]))
            index += 1
            try parseList(depth: depth, openedAt: start)
        case "!":
            append("!")
            index += 1
            skipSpace()
            guard current == "(" else { throw problem("'!' must be followed by one filter in parentheses") }
            try parseFilter(depth: depth + 1)
            skipSpace()
        default: try parseItem()
        }
        guard current == ")" else {
            guard index < characters.count else { throw unclosed(start) }
            throw problem("expected ')' here, found '\(shown(characters[index]))'")
        }
        index += 1
        append(")")
    }

    private mutating func parseList(depth: Int, openedAt start: Int) throws(FilterError) {
        while true {
            skipSpace()
            guard let character = current else { throw unclosed(start) }
            if character == ")" { return }
            guard character == "(" else {
                throw problem(
                    "each part needs parentheses of its own, as in (&(a=1)(b=2)); found '\(shown(character))'"
                )
            }
            try parseFilter(depth: depth + 1)
        }
    }

    // MARK: items

    private mutating func parseItem() throws(FilterError) {
        let start = index
        while let character = current, !["=", "(", ")"].contains(character) { index += 1 }
        guard current == "=" else {
            throw problem("expected attribute=value, as in (uid={username})", at: start)
        }
        let left = text(of: characters[start..<index])
        index += 1
        guard !left.contains("{") else {
            throw problem("a placeholder can stand for a value only, not for an attribute", at: start)
        }
        guard let kind = FilterItem(left) else {
            throw problem("'\(presentable(left))' is no attribute's name", at: start)
        }
        append(left + "=")
        try parseValue(mayHaveStars: kind == .equality)
    }

    private mutating func parseValue(mayHaveStars: Bool) throws(FilterError) {
        var afterStar = false
        while let character = current, character != ")" {
            switch character {
            case "(":
                throw problem(
                    "a parenthesis inside a value is written \\28 or \\29; or is a ')' missing before it?")
            case "\0": throw problem("a NUL inside a value is written \\00")
            case "\\": try parseEscape()
            case "{": try parsePlaceholder()
            case "*":
                guard mayHaveStars else {
                    throw problem("'*' can stand after '=' only; as itself it is written \\2a")
                }
                guard !afterStar else { throw problem("two '*' in a row") }
                append("*")
                index += 1
            default:
                append(String(character))
                index += 1
            }
            afterStar = character == "*"
        }
    }

    /// "\" and two hexadecimal digits; anything else is an error to some servers and a letter to others.
    private mutating func parseEscape() throws(FilterError) {
        let digits = characters[(index + 1)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy(\.properties.isASCIIHexDigit) else {
            throw problem(
                "'\\' must be followed by two hexadecimal digits; a backslash as itself is written \\5c")
        }
        append("\\" + text(of: digits))
        index += 3
    }

    private mutating func parsePlaceholder() throws(FilterError) {
        let start = index
        guard let end = characters[start...].firstIndex(of: "}") else {
            throw problem("'{' without '}'; as itself it is written \\7b")
        }
        let name = text(of: characters[(start + 1)..<end])
        guard placeholders.contains(name) else {
            let known = placeholders.sorted().map { "{\($0)}" }.joined(separator: ", ")
            throw problem(
                "{\(presentable(name))} is not known here; "
                    + (known.isEmpty ? "there are no placeholders" : "known: \(known)"))
        }
        output.append(.value(name))
        index = end + 1
    }

    // MARK: steps

    private var current: Unicode.Scalar? { index < characters.count ? characters[index] : nil }

    private mutating func skipSpace() {
        while let character = current, [" ", "\t", "\r", "\n"].contains(character) { index += 1 }
    }

    private mutating func append(_ text: String) {
        if case .text(let before) = output.last {
            output[output.count - 1] = .text(before + text)
        } else {
            output.append(.text(text))
        }
    }

    private func text(of characters: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: characters)
        return text
    }

    /// A character for a message, which is one line: one that cannot be seen by its number.
    private func shown(_ character: Unicode.Scalar) -> String {
        guard !isPresentable(character) else { return String(character) }
        let digits = String(character.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func unclosed(_ start: Int) -> FilterError {
        problem("the parenthesis opened at character \(start + 1) is not closed")
    }

    private func problem(_ message: String, at place: Int? = nil) -> FilterError {
        FilterError(position: (place ?? index) + 1, message: message)
    }
}
