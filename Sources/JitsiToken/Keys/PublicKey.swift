internal import CCrypto

/// The public half of an RSA key, by which others check signatures. No secret.
public struct PublicKey: Hashable, Sendable {
    /// The largest key that is taken, in bits: libcrypto verifies with none beyond it (`OPENSSL_RSA_MAX_MODULUS_BITS`).
    static let largest = 16_384

    /// The key in PEM (SubjectPublicKeyInfo, RFC 7468, 13), with a newline at its end.
    public let pem: String
    /// The modulus as bytes, the highest first and none of them a leading zero (Base64urlUInt, RFC 7518, 2).
    let modulus: [UInt8]
    /// The exponent, likewise.
    let exponent: [UInt8]

    /// The key in a PEM text.
    ///
    /// - Throws: `PublicKeyProblem`: none there, or a private one; not RSA; too small or too large; or numbers that
    ///   are no RSA key.
    public init(pem text: [UInt8]) throws(PublicKeyProblem) {
        let words = String(decoding: text, as: UTF8.self)
        // Before anything is read: whoever publishes the file by mistake shall hear of it.
        if words.contains("PRIVATE KEY-----") { throw .privateKey }
        guard let key = unsafe Self.read(text) else {
            throw words.contains("CERTIFICATE-----") ? .certificate : .noPublicKey
        }
        defer { unsafe EVP_PKEY_free(key) }
        guard unsafe EVP_PKEY_is_a(key, "RSA") == 1 else { throw .notRSA }
        let bits = unsafe Int(EVP_PKEY_get_bits(key))
        guard bits >= 2048 else { throw .smallKey(bits: bits) }
        guard bits <= Self.largest else { throw .largeKey(bits: bits) }
        guard unsafe Self.isSound(key), let read = unsafe Self(of: key) else { throw .unusable }
        self = read
    }

    /// The public half of an `EVP_PKEY *`, which stays the caller's; nil where it has none, or memory is short.
    init?(of key: OpaquePointer) {
        guard let modulus = unsafe Self.number("n", of: key), let exponent = unsafe Self.number("e", of: key),
            let pem = unsafe Self.text(of: key)
        else {
            ERR_clear_error()
            return nil
        }
        self.modulus = modulus
        self.exponent = exponent
        self.pem = pem
    }

    /// The `EVP_PKEY *` in a PEM text, owned by the caller.
    private static func read(_ text: [UInt8]) -> OpaquePointer? {
        unsafe text.withUnsafeBufferPointer { bytes in
            guard let count = Int32(exactly: bytes.count),
                let source = unsafe BIO_new_mem_buf(bytes.baseAddress, count)
            else { return nil }
            defer { unsafe BIO_free(source) }
            let key = unsafe PEM_read_bio_PUBKEY(source, nil, nil, nil)
            if unsafe key == nil { ERR_clear_error() }
            return unsafe key
        }
    }

    /// Whether modulus and exponent can be an RSA key (EVP_PKEY_public_check(3)): with an exponent of 1 every text would
    /// be its own signature.
    private static func isSound(_ key: OpaquePointer) -> Bool {
        let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_public_check(context) == 1 else {
            ERR_clear_error()
            return false
        }
        return true
    }

    /// One of the key's numbers: n or e (EVP_PKEY-RSA(7)).
    private static func number(_ name: StaticString, of key: OpaquePointer) -> [UInt8]? {
        var number: OpaquePointer?
        let got = name.withUTF8Buffer { name in
            unsafe name.withMemoryRebound(to: CChar.self) { name in
                // A StaticString ends with a zero byte, as C wants it.
                unsafe EVP_PKEY_get_bn_param(key, name.baseAddress, &number)
            }
        }
        defer { unsafe BN_free(number) }
        guard got == 1, let number = unsafe number else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(unsafe BN_num_bits(number) + 7) / 8)
        guard !bytes.isEmpty, unsafe BN_bn2bin(number, &bytes) == Int32(bytes.count) else { return nil }
        return bytes
    }

    /// The key in PEM.
    private static func text(of key: OpaquePointer) -> String? {
        guard let memory = unsafe BIO_new(BIO_s_mem()) else { return nil }
        defer { unsafe BIO_free(memory) }
        guard unsafe PEM_write_bio_PUBKEY(memory, key) == 1 else { return nil }
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe BIO_read(memory, &piece, Int32(piece.count))
            guard count > 0 else { break }
            text += piece.prefix(Int(count))
        }
        return String(validating: text, as: UTF8.self)
    }
}
