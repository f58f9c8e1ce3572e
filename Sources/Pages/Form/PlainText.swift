extension String {
    /// Without the white space around it (Unicode's White_Space).
    var trimmed: String {
        // Most texts: what is in between does not matter.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first),
            (0x21...0x7E).contains(last)
        {
            return self
        }
        return trimmedByScalar
    }

    /// Whether it is printable ASCII, which most texts are.
    var isPlain: Bool {
        unsafe utf8.withContiguousStorageIfAvailable {
            unsafe $0.allSatisfy { (0x20...0x7E).contains($0) }
        } ?? false
    }

    /// ``trimmed`` for every text.
    var trimmedByScalar: String {
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
        isASCII ? value < 0x20 || value == 0x7F : disturbsLinesByProperties
    }

    /// ``disturbsLines`` for every scalar.
    var disturbsLinesByProperties: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        }
    }
}
