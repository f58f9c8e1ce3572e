/// Texts from outside, made fit for a page or another participant's screen.
enum DisplayText {
    /// `text` in one line: without control characters, line and paragraph separators, bidirectional controls
    /// (which make a text look like another) and noncharacters (which XML, and so XMPP, cannot hold), without
    /// white space at its ends, and of at most `limit` bytes of UTF-8, cut between two characters.
    static func line(_ text: String, limit: Int) -> String {
        if isPlain(text), text.utf8.count <= limit { return trimmed(text) }
        return lineByScalar(text, limit: limit)
    }

    /// ``line(_:limit:)`` for every text.
    static func lineByScalar(_ text: String, limit: Int) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isShown(scalar) { kept.append(scalar) }
        return cut(trimmed(String(kept)), limit: limit)
    }

    /// Whether `text` has a character that `line` would remove.
    static func hasHiddenCharacters(_ text: String) -> Bool {
        !isPlain(text) && !text.unicodeScalars.allSatisfy(isShown)
    }

    /// Whether it is printable ASCII, which most names are: nothing in it is hidden, and only its space is white.
    private static func isPlain(_ text: String) -> Bool {
        unsafe text.utf8.withContiguousStorageIfAvailable {
            unsafe $0.allSatisfy { (0x20...0x7E).contains($0) }
        } ?? false
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return false
        default: return !properties.isBidiControl && !properties.isNoncharacterCodePoint
        }
    }

    static func trimmed(_ text: String) -> String {
        let space = UInt8(ascii: " ")
        if isPlain(text), let first = text.utf8.first, let last = text.utf8.last, first != space,
            last != space
        {
            return text
        }
        return trimmedByCharacter(text)
    }

    /// ``trimmed(_:)`` for every text.
    static func trimmedByCharacter(_ text: String) -> String {
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
