/// The text of one line of the log.
enum LogLine {
    /// The longest value, in Unicode scalars; what is beyond is cut and marked. Not in characters: one of those can have a
    /// million accents.
    static let longestValue = 1000

    static func text(priority: Int, event: String, pairs: [(key: String, value: String)]) -> String {
        var line = "<\(priority)>" + escaped(event)
        for (key, value) in pairs { line += " \(key)=\(quotedIfNeeded(value))" }
        return line + "\n"
    }

    /// The value as it is where nothing in it could be mistaken, in quotes with escapes otherwise.
    static func quotedIfNeeded(_ value: String) -> String {
        let plain =
            !value.isEmpty && value.unicodeScalars.count <= longestValue
            && value.unicodeScalars.allSatisfy { isHarmless($0) && !" =\"\\".unicodeScalars.contains($0) }
        return plain ? value : "\"" + escaped(value, quotes: true) + "\""
    }

    /// The text with what could move a terminal's cursor, or reorder what it shows, made visible.
    static func printable(_ text: String) -> String { escaped(text) }

    /// Without a character that could begin a new line, move the cursor or turn the reading direction.
    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(longestValue) {
            switch scalar {
            case "\"" where quotes, "\\" where quotes: result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case _ where isHarmless(scalar): result.unicodeScalars.append(scalar)
            default: result += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return text.unicodeScalars.count > longestValue ? result + "…" : result
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }
}
