/// A value of the file for a message: in quotes, on one line, and short.
func quoted(_ text: some StringProtocol) -> String {
    let limit = 60
    var result = "\""
    for scalar in text.unicodeScalars.prefix(limit) {
        result += scalar.isControl ? "?" : String(scalar)
    }
    return result + (text.unicodeScalars.count > limit ? "…\"" : "\"")
}

/// `de, en or fr`: a choice for a message.
func choice(_ options: [String]) -> String {
    guard options.count > 1, let last = options.last else { return options.first ?? "" }
    return options.dropLast().joined(separator: ", ") + " or " + last
}

extension Unicode.Scalar {
    /// Whether this character has no picture of its own and ends or disturbs a line: C0 and C1 controls, DEL, and the
    /// line and paragraph separators.
    var isControl: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }
}
