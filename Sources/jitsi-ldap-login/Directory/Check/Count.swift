/// Numbers in sentences.
enum Count {
    /// `one server`, `2 servers`, `1,000 entries`.
    static func of(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "one \(one)" : "\(text(number)) \(many ?? one + "s")"
    }

    /// With a comma between thousands.
    static func text(_ number: Int) -> String {
        let digits = String(number)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}
