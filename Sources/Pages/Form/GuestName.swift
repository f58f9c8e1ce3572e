/// The name of somebody without an account, as the others may see it.
public enum GuestName {
    /// The most characters that are typed on a page.
    public static let limit = 100

    /// `text` in one line without anything invisible or that reorders, at most so many characters; empty where it has
    /// neither a letter nor a digit.
    public static func cleaned(_ text: String, limit: Int = limit) -> String {
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
