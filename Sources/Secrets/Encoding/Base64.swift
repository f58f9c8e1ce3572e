/// Base 64 (RFC 4648): the plain alphabet for keys in files, the URL-safe one for tokens and for what stands in addresses
/// and cookies.
public enum Base64 {
    enum Alphabet {
        /// RFC 4648, section 4.
        case plain
        /// RFC 4648, section 5.
        case urlSafe
    }

    /// In the URL-safe alphabet, without padding (RFC 7515, 2).
    @inlinable
    public static func encodeURLSafe(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let lent = bytes.withContiguousStorageIfAvailable { unsafe encode($0) }
        if let lent { return lent }
        return unsafe Array(bytes).withUnsafeBufferPointer { unsafe encode($0) }
    }

    /// The bytes of `text`; nil where it is not exactly what ``encodeURLSafe(_:)`` makes, so that no two texts say the
    /// same.
    @inlinable
    public static func decodeURLSafe(_ text: some Collection<UInt8>) -> [UInt8]? {
        let lent = text.withContiguousStorageIfAvailable { unsafe decode($0) }
        if let lent { return lent }
        return unsafe Array(text).withUnsafeBufferPointer { unsafe decode($0) }
    }

    // Not generic, so that whoever calls from another module runs code made for bytes.

    @usableFromInline
    static func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let count = (bytes.count * 4 + 2) / 3
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { text, written in
            // First the values of the letters, then, in a loop without branches, the letters.
            var next = 0
            var index = 0
            while index + 3 <= bytes.count {
                let (first, second, third) = unsafe (bytes[index], bytes[index + 1], bytes[index + 2])
                unsafe text[next] = first >> 2
                unsafe text[next + 1] = (first & 3) << 4 | second >> 4
                unsafe text[next + 2] = (second & 15) << 2 | third >> 6
                unsafe text[next + 3] = third & 63
                index += 3
                next += 4
            }
            if index < bytes.count {
                let first = unsafe bytes[index]
                let second = unsafe index + 1 < bytes.count ? bytes[index + 1] : 0
                unsafe text[next] = first >> 2
                unsafe text[next + 1] = (first & 3) << 4 | second >> 4
                if index + 1 < bytes.count { unsafe text[next + 2] = (second & 15) << 2 }
            }
            for place in 0..<count { unsafe text[place] = letter(of: text[place]) }
            written = count
        }
    }

    @usableFromInline
    static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        return unsafe decode(text, .urlSafe) { bytes.append($0) } ? bytes : nil
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

    /// The letter of a value, 0...63, in the URL-safe alphabet. Computed without a branch: neither does its time tell of what
    /// is encoded.
    private static func letter(of value: UInt8) -> UInt8 {
        var letter = value &+ UInt8(ascii: "A")
        letter &+= value > 25 ? UInt8(ascii: "a") &- UInt8(ascii: "A") &- 26 : 0
        letter &-= value > 51 ? UInt8(ascii: "a") &+ 26 &- UInt8(ascii: "0") : 0
        letter &-= value > 61 ? UInt8(ascii: "0") &+ 10 &- UInt8(ascii: "-") : 0
        letter &+= value > 62 ? UInt8(ascii: "_") &- UInt8(ascii: "-") &- 1 : 0
        return letter
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
