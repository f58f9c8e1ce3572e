internal import CCrypto

/// HMAC with SHA-2 (RFC 2104) under one key, for what is authenticated with every visit: libcrypto looks for the algorithm and
/// hashes the key once.
///
/// It may be used by any number of threads at once.
@safe
public final class KeyedHMAC: Sendable {
    // EVP_MAC *. Fetched once, for a fetch takes locks and time; immutable from then on.
    private nonisolated(unsafe) static let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil)

    // EVP_MAC_CTX * with the key, which libcrypto wipes as it frees it. Never changed once made: each code is computed in a
    // copy, for which libcrypto only reads it.
    private nonisolated(unsafe) let keyed: OpaquePointer
    private let size: Int

    /// - Parameters:
    ///   - key: at least 1 byte. Only libcrypto's copy of it is kept.
    ///   - size: of the hash and of the codes, in bytes: 32 (SHA-256), 48 or 64.
    /// - Throws: `CryptoFailure` where libcrypto does not have the hash, or no memory.
    public init(_ key: SecretBytes, size: Int = 32) throws(CryptoFailure) {
        guard let keyed = unsafe EVP_MAC_CTX_new(Self.algorithm) else { throw .draining(Self.operation) }
        var name = Array("SHA\(size * 8)".utf8CString)
        let isReady = unsafe name.withUnsafeMutableBufferPointer { name in
            unsafe key.withUnsafeBytes { key in
                let digest: StaticString = "digest"
                let parameters = unsafe [
                    OSSL_PARAM_construct_utf8_string(
                        UnsafeRawPointer(digest.utf8Start).assumingMemoryBound(to: CChar.self),
                        name.baseAddress, 0),
                    OSSL_PARAM_construct_end(),
                ]
                let key = unsafe key.bindMemory(to: UInt8.self)
                return unsafe EVP_MAC_init(keyed, key.baseAddress, key.count, parameters) == 1
            }
        }
        guard isReady else {
            unsafe EVP_MAC_CTX_free(keyed)
            throw .draining(Self.operation)
        }
        unsafe self.keyed = keyed
        self.size = size
    }

    deinit { unsafe EVP_MAC_CTX_free(keyed) }

    /// The authentication code of `message`. To compare it with another, use `SecretBytes.equals`.
    ///
    /// - Throws: `CryptoFailure` where libcrypto has no memory.
    public func code(of message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        let context = unsafe EVP_MAC_CTX_dup(keyed)
        defer { unsafe EVP_MAC_CTX_free(context) }
        var code = [UInt8](repeating: 0, count: size)
        var length = 0
        let done =
            unsafe context != nil && EVP_MAC_update(context, message, message.count) == 1
            && EVP_MAC_final(context, &code, &length, code.count) == 1
        guard done, length == size else { throw .draining(Self.operation) }
        return code
    }

    private static let operation = "HMAC"
}
