/// Short random texts that are no secrets: reference numbers for pages and log lines.
public enum RandomText {
    /// Crockford's base 32, in lower case: without i, l, o and u, which are misread or misheard on the telephone.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// A text of `length` letters and digits with 5 bits of chance each, from the system's generator
    /// (`RandomBytes.plain`). 256 at most.
    ///
    /// Ten characters hold 50 bits: that two of a million are alike happens once in two thousand times.
    public static func identifier(length: Int = 10) -> String {
        // 256 is a multiple of 32: each letter is as likely as any other.
        String(decoding: RandomBytes.plain(count: length).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }
}
