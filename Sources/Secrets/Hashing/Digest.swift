internal import CCrypto

/// Hashes of what is no secret: pictures, mail addresses.
public enum Digest {
    /// SHA-256 (FIPS 180-4), 32 bytes.
    ///
    /// - Throws: `CryptoFailure` where libcrypto has no memory.
    public static func sha256(_ message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        try hash(message, "SHA256", size: 32)
    }

    /// MD5 (RFC 1321), 16 bytes: broken, and here only because services for avatars find people by it.
    ///
    /// - Throws: `CryptoFailure` where libcrypto does not have it, as in FIPS mode.
    public static func md5(_ message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        try hash(message, "MD5", size: 16)
    }

    private static func hash(_ message: [UInt8], _ name: String, size: Int) throws(CryptoFailure) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: size)
        var length = size
        let done = unsafe EVP_Q_digest(nil, name, nil, message, message.count, &hash, &length) == 1
        guard done, length == size else { throw .draining("hashing with \(name)") }
        return hash
    }
}
