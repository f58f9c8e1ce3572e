internal import CCrypto
internal import Secrets

/// HMAC with SHA-2 (RFC 2104; RFC 7518, 3.2).
struct SharedSecret: Sendable {
    let algorithm: Algorithm
    let secret: SecretBytes

    /// The authentication code of `message`, as long as the hash.
    func sign(_ message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: algorithm.hashSize)
        var length = 0
        let done = unsafe secret.withUnsafeBytes { key in
            unsafe code.withUnsafeMutableBufferPointer { code in
                unsafe EVP_Q_mac(
                    nil, "HMAC", nil, algorithm.hashName, nil, key.baseAddress, key.count,
                    message, message.count, code.baseAddress, code.count, &length) != nil
            }
        }
        guard done, length == code.count else { throw .draining("signing with \(algorithm.rawValue)") }
        return code
    }
}
