/// Texts out of certificates, which anybody may have made.
enum CertificateText {
    /// At most 200 characters, none of which forges a log line (controls, line separators) or reorders it (formats).
    static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(200) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        if text.unicodeScalars.count > 200 { result.append("…") }
        return String(result)
    }
}
