internal import CCrypto

/// Hashes of what is no secret: pictures, mail addresses.
public enum Digest {
    // EVP_MD *. Fetched once, for a fetch takes locks and time; immutable from then on.
    private nonisolated(unsafe) static let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)

    /// SHA-256 (FIPS 180-4), 32 bytes.
    ///
    /// - Throws: `CryptoFailure` where libcrypto has no memory.
    public static func sha256(_ message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let done = unsafe EVP_Digest(message, message.count, &hash, &length, sha256, nil) == 1
        guard done, length == hash.count else { throw .draining("hashing with SHA256") }
        return hash
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
