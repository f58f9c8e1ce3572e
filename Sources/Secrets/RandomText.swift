/// Short random texts that are no secrets: reference numbers for pages and log lines.
public enum RandomText {
    /// Crockford's base 32, in lower case: without i, l, o and u, which are misread or misheard on the telephone.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// A text of `length` letters and digits with 5 bits of chance each, from the system's generator
    /// (getrandom(2), which cannot fail once the machine is up).
    ///
    /// Ten characters hold 50 bits: that two of a million are alike happens once in two thousand times.
    public static func identifier(length: Int = 10) -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
    }
}
