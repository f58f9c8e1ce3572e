/// Texts from outside, made fit for a page or another participant's screen.
enum DisplayText {
    /// `text` in one line: without control characters, line and paragraph separators, bidirectional controls
    /// (which make a text look like another) and noncharacters (which XML, and so XMPP, cannot hold), without
    /// white space at its ends, and of at most `limit` bytes of UTF-8, cut between two characters.
    static func line(_ text: String, limit: Int) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isShown(scalar) { kept.append(scalar) }
        return cut(trimmed(String(kept)), limit: limit)
    }

    /// Whether `text` has a character that `line` would remove.
    static func hasHiddenCharacters(_ text: String) -> Bool {
        !text.unicodeScalars.allSatisfy(isShown)
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return false
        default: return !properties.isBidiControl && !properties.isNoncharacterCodePoint
        }
    }

    static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    private static func cut(_ text: String, limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var length = 0
        let characters = text.prefix { character in
            length += character.utf8.count
            return length <= limit
        }
        return trimmed(String(characters))
    }
}
