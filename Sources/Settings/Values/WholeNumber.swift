/// Decimal whole numbers within a range.
enum WholeNumber {
    static func parser(_ range: ClosedRange<Int>) -> Parse<Int> {
        { (text: String) throws(Invalid) in
            let bounds = "write \(range.lowerBound) to \(range.upperBound)"
            guard let number = number(text) else {
                throw Invalid("\(quoted(text)) is not a whole number: \(bounds)")
            }
            guard range.contains(number) else { throw Invalid("\(quoted(text)) is out of range: \(bounds)") }
            return number
        }
    }

    /// The number that `text` writes in decimal digits without sign; nil where it does not, or beyond 18 digits.
    static func number(_ text: some StringProtocol) -> Int? {
        let digits = text.utf8
        guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
