/// The name that a guest gives, as the others may see it.
enum GuestName {
    /// The most characters.
    static let limit = 100

    /// `text` in one line without anything invisible or that reorders, at most ``limit`` characters; empty where it has
    /// neither a letter nor a digit.
    static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var hasSpace = false
        for scalar in text.unicodeScalars {
            // What breaks a line parts words all the same.
            if scalar.properties.isWhitespace {
                hasSpace = true
            } else if isShown(scalar) {
                if hasSpace, !scalars.isEmpty { scalars.append(" ") }
                hasSpace = false
                scalars.append(scalar)
            }
        }
        let name = String(String(scalars).prefix(limit)).trimmed
        return name.unicodeScalars.contains(where: isLetterOrDigit) ? name : ""
    }

    /// Joiners and the signs that choose a form are part of how some scripts and emoji are written.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if scalar.disturbsLines || properties.isBidiControl || properties.isNoncharacterCodePoint {
            return false
        }
        return !properties.isDefaultIgnorableCodePoint || properties.isVariationSelector
            || properties.isJoinControl
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
