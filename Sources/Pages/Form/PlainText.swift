extension String {
    /// Without the white space around it (Unicode's White_Space).
    var trimmed: String {
        let start = unicodeScalars.drop(while: \.properties.isWhitespace)
        return String(
            start[
                ..<(start.lastIndex { !$0.properties.isWhitespace }.map(start.index(after:))
                    ?? start.startIndex)])
    }
}

extension Unicode.Scalar {
    /// Whether it could break or reorder the line of a log: control characters, line and paragraph separators, and the
    /// explicit direction formatting of UAX #9, 2.1 to 2.4. Direction marks (U+200E, U+200F) are common in pasted
    /// names and harmless.
    var disturbsLines: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        }
    }
}
