/// FNV-1a, 64 bits (RFC 9923): it tells one version of a file from the next in an address. It protects nothing.
enum ContentHash {
    /// Sixteen hexadecimal digits.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
