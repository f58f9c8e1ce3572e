/// Base 64 (RFC 4648): the plain alphabet for keys in files, the URL-safe one for tokens and for what stands in addresses
/// and cookies.
public enum Base64 {
    enum Alphabet {
        /// RFC 4648, section 4.
        case plain
        /// RFC 4648, section 5.
        case urlSafe
    }

    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// In the URL-safe alphabet, without padding (RFC 7515, 2).
    public static func encodeURLSafe(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(letters[Int(pending >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(letters[Int(pending << UInt32(6 - bits) & 63)]) }
        return text
    }

    /// The bytes of `text`; nil where it is not exactly what ``encodeURLSafe(_:)`` makes, so that no two texts say the
    /// same.
    public static func decodeURLSafe(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        return decode(text, .urlSafe) { bytes.append($0) } ? bytes : nil
    }

    /// Decodes `text` byte by byte into `put`.
    ///
    /// Only one text stands for some bytes: no white space, no bits left over. Padding is left to the caller.
    ///
    /// - Returns: false where `text` is none of this alphabet; some bytes may have been put by then.
    static func decode(_ text: some Collection<UInt8>, _ alphabet: Alphabet, into put: (UInt8) -> Void)
        -> Bool
    {
        var pending: UInt32 = 0
        var bits = 0
        for letter in text {
            guard let value = value(of: letter, alphabet) else { return false }
            pending = pending << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                put(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
                pending &= (1 << UInt32(bits)) - 1
            }
        }
        // Six bits are a letter too many, and what is left of the last letter must be nothing.
        return bits < 6 && pending == 0
    }

    /// The value of a letter, 0...63. Computed, and not looked up: a table would tell of a key by the cache lines used.
    private static func value(of letter: UInt8, _ alphabet: Alphabet) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
        case alphabet == .plain ? UInt8(ascii: "+") : UInt8(ascii: "-"): 62
        case alphabet == .plain ? UInt8(ascii: "/") : UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
