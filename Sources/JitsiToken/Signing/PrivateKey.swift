internal import CCrypto
internal import Secrets

/// An RSA key that signs (RSASSA-PKCS1-v1_5, RFC 7518, 3.3).
@safe
final class PrivateKey: Sendable {
    // EVP_PKEY *. Immutable once made; libcrypto locks what it caches inside, and every signature has its own context.
    private nonisolated(unsafe) let key: OpaquePointer
    /// Its public half.
    let publicKey: PublicKey

    /// The key of a PEM text, PKCS#8 or PKCS#1, unlocked.
    init(pem: SecretBytes) throws(SignerProblem) {
        guard let key = unsafe Self.read(pem) else { throw Self.reason(pem) }
        var isKept = false
        defer { if !isKept { unsafe EVP_PKEY_free(key) } }
        guard unsafe EVP_PKEY_is_a(key, "RSA") == 1 else { throw .notRSA }
        let bits = unsafe EVP_PKEY_get_bits(key)
        guard bits >= 2048 else { throw .smallKey(bits: Int(bits)) }
        let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_pairwise_check(context) == 1 else {
            ERR_clear_error()
            throw .inconsistentKey
        }
        guard let publicKey = unsafe PublicKey(of: key) else { throw .inconsistentKey }
        self.publicKey = publicKey
        unsafe self.key = key
        isKept = true
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// The signature of `message`, as long as the key.
    func sign(_ message: [UInt8], _ algorithm: Algorithm) throws(CryptoFailure) -> [UInt8] {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: Int(unsafe EVP_PKEY_get_size(key)))
        var length = signature.count
        // PKCS#1 v1.5 is the padding where none is set (EVP_PKEY_CTX_set_rsa_padding(3)).
        let done = unsafe signature.withUnsafeMutableBufferPointer { signature in
            unsafe EVP_DigestSignInit_ex(context, nil, algorithm.hashName, nil, nil, key, nil) == 1
                && EVP_DigestSign(context, signature.baseAddress, &length, message, message.count) == 1
        }
        guard done, length <= signature.count else { throw .draining("signing with \(algorithm.rawValue)") }
        return Array(signature.prefix(length))
    }

    /// Whether `signature` is that of `message`; cheaper by far than making one.
    func verify(_ signature: [UInt8], of message: [UInt8], _ algorithm: Algorithm) -> Bool {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        let isReady =
            unsafe EVP_DigestVerifyInit_ex(context, nil, algorithm.hashName, nil, nil, key, nil) == 1
        let matches =
            unsafe isReady
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        // EVP_DigestVerify(3) leaves a reason for a signature that does not match, too.
        if !matches { ERR_clear_error() }
        return matches
    }

    /// EVP_PKEY *, owned by the caller; nil where there is no unlocked private key in the text.
    private static func read(_ pem: SecretBytes) -> OpaquePointer? {
        unsafe pem.withUnsafeBytes { bytes in
            // A memory BIO that only reads; the secret stays where it is.
            guard let source = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else {
                return nil
            }
            defer { unsafe BIO_free(source) }
            // Without a callback of ours libcrypto would ask for the passphrase on the terminal.
            let key = unsafe PEM_read_bio_PrivateKey(source, nil, noPassphrase, nil)
            if unsafe key == nil { ERR_clear_error() }
            return unsafe key
        }
    }

    /// Why `read` found nothing, by the labels of the text (RFC 7468).
    private static func reason(_ pem: SecretBytes) -> SignerProblem {
        if contains(pem, "ENCRYPTED") { return .encryptedKey }
        if contains(pem, "PRIVATE KEY-----") { return .inconsistentKey }
        if contains(pem, "PUBLIC KEY-----") || contains(pem, "CERTIFICATE-----") { return .publicOnly }
        return .noPrivateKey
    }

    private static func contains(_ pem: SecretBytes, _ label: StaticString) -> Bool {
        unsafe pem.withUnsafeBytes { bytes in
            guard bytes.count >= label.utf8CodeUnitCount else { return false }
            return (0...(bytes.count - label.utf8CodeUnitCount)).contains { start in
                (0..<label.utf8CodeUnitCount).allSatisfy { unsafe bytes[start + $0] == label.utf8Start[$0] }
            }
        }
    }
}

/// A pem_password_cb that has no passphrase to give (PEM_read_bio_PrivateKey(3): "-1 on error").
private func noPassphrase(
    _: UnsafeMutablePointer<CChar>?, _: Int32, _: Int32, _: UnsafeMutableRawPointer?
) -> Int32 { -1 }
