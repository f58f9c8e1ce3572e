internal import CCrypto

/// HMAC with SHA-256 (RFC 2104).
public enum HMAC {
    /// The authentication code of `message`, 32 bytes. To compare it with another, use `SecretBytes.equals`.
    ///
    /// - Throws: `CryptoFailure` where libcrypto has no memory.
    public static func sha256(_ message: [UInt8], key: SecretBytes) throws(CryptoFailure) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        var length = 0
        let done = unsafe key.withUnsafeBytes { key in
            unsafe EVP_Q_mac(
                nil, "HMAC", nil, "SHA256", nil, key.baseAddress, key.count, message, message.count, &code,
                code.count, &length) != nil
        }
        guard done, length == code.count else { throw .draining("HMAC with SHA-256") }
        return code
    }
}
