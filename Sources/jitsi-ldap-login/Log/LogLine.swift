/// The text of one line of the log.
enum LogLine {
    /// The longest value, in Unicode scalars; what is beyond is cut and marked. Not in characters: one of those can have a
    /// million accents.
    static let longestValue = 1000

    /// What most lines have room in, in bytes: a text that grows is copied each time.
    private static let usualSize = 500

    static func text(priority: Int, event: String, pairs: [(key: String, value: String)]) -> String {
        var line = ""
        line.reserveCapacity(usualSize)
        line += "<\(priority)>"
        line += escaped(event)
        for (key, value) in pairs {
            line += " "
            line += key
            line += "="
            line += quotedIfNeeded(value)
        }
        line += "\n"
        return line
    }

    /// The value as it is where nothing in it could be mistaken, in quotes with escapes otherwise.
    static func quotedIfNeeded(_ value: String) -> String {
        switch Plainness(of: value) {
        case .bare where !value.isEmpty: return value
        case .bare, .quoted: return "\"\(value)\""
        case .printed: break
        case .unknown:
            let isPlain =
                value.unicodeScalars.count <= longestValue
                && value.unicodeScalars.allSatisfy { isHarmless($0) && !" =\"\\".unicodeScalars.contains($0) }
            if isPlain { return value }
        }
        return "\"" + escaped(value, quotes: true) + "\""
    }

    /// The text with what could move a terminal's cursor, or reorder what it shows, made visible.
    static func printable(_ text: String) -> String { escaped(text) }

    /// Without a character that could begin a new line, move the cursor or turn the reading direction.
    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        if Plainness(of: text) <= (quotes ? .quoted : .printed) { return text }
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
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }

    /// What is seen of a text by its bytes alone: nearly all is ASCII, and nothing in it has to be looked up.
    private enum Plainness: Int, Comparable {
        /// A value can stand as it is.
        case bare
        /// A value can stand in quotes as it is.
        case quoted
        /// All of it shows, and a quote or a backslash is there.
        case printed
        /// It is long, or not all of it is ASCII that shows.
        case unknown

        init(of text: String) {
            self = .bare
            let bytes = text.utf8Span.span
            guard bytes.count <= longestValue else {
                self = .unknown
                return
            }
            for index in bytes.indices {
                switch bytes[index] {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): self = .printed
                case UInt8(ascii: " "), UInt8(ascii: "="): self = max(self, .quoted)
                case 0x21...0x7E: break
                default:
                    self = .unknown
                    return
                }
            }
        }

        static func < (one: Plainness, other: Plainness) -> Bool { one.rawValue < other.rawValue }
    }
}
