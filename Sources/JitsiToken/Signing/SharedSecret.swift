internal import Secrets

/// HMAC with SHA-2 (RFC 2104; RFC 7518, 3.2).
struct SharedSecret: Sendable {
    /// Why there is none is said where something is to be signed.
    private let code: Result<KeyedHMAC, CryptoFailure>

    init(algorithm: Algorithm, secret: SecretBytes) {
        code = Result { () throws(CryptoFailure) in try KeyedHMAC(secret, size: algorithm.hashSize) }
    }

    /// The authentication code of `message`, as long as the hash.
    func sign(_ message: [UInt8]) throws(CryptoFailure) -> [UInt8] { try code.get().code(of: message) }
}
