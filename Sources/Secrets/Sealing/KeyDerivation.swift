internal import CCrypto

/// HKDF with SHA-256 (RFC 5869): keys for several purposes out of one.
enum KeyDerivation {
    // EVP_KDF *. Fetched once, for a fetch takes locks and time; immutable from then on.
    private nonisolated(unsafe) static let function = unsafe EVP_KDF_fetch(nil, "HKDF", nil)

    /// The first `count` bytes of the output for `info`; at most 8,160 (RFC 5869, 2.3).
    ///
    /// - Parameters:
    ///   - key: the input keying material, at least 1 byte.
    ///   - salt: none for keys that are random already (RFC 5869, 3.1).
    ///   - info: what the derived key is for.
    /// - Throws: `CryptoFailure` where libcrypto does not have HKDF, or no memory.
    static func derive(
        _ key: SecretBytes, salt: [UInt8] = [], info: [UInt8], count: Int
    ) throws(CryptoFailure) -> SecretBytes {
        unsafe try SecretBytes(capacity: count) { (output) throws(CryptoFailure) in
            let context = unsafe EVP_KDF_CTX_new(function)
            defer { unsafe EVP_KDF_CTX_free(context) }
            var salt = salt
            var info = info
            let done = unsafe key.withUnsafeBytes { key in
                unsafe salt.withUnsafeMutableBytes { salt in
                    unsafe info.withUnsafeMutableBytes { info in
                        // libcrypto only reads what its parameters point to, whatever their types say.
                        let key = unsafe UnsafeMutableRawBufferPointer(mutating: key)
                        var parameters = unsafe [
                            hash, parameter("key", key), parameter("info", info), OSSL_PARAM_construct_end(),
                        ]
                        if unsafe !salt.isEmpty { unsafe parameters.insert(parameter("salt", salt), at: 0) }
                        return unsafe EVP_KDF_derive(
                            context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), output.count,
                            parameters) == 1
                    }
                }
            }
            guard done else { throw .draining("deriving a key with HKDF") }
            return count
        }
    }

    private static var hash: OSSL_PARAM {
        let name: StaticString = "SHA256"
        let text = unsafe UnsafeMutableRawPointer(mutating: name.utf8Start)
        return unsafe OSSL_PARAM_construct_utf8_string(
            pointer(to: "digest"), text.assumingMemoryBound(to: CChar.self), name.utf8CodeUnitCount)
    }

    private static func parameter(_ name: StaticString, _ value: UnsafeMutableRawBufferPointer) -> OSSL_PARAM
    {
        unsafe OSSL_PARAM_construct_octet_string(pointer(to: name), value.baseAddress, value.count)
    }

    /// A parameter keeps the pointer to its name, so the name must not be a copy that is gone with the call.
    private static func pointer(to name: StaticString) -> UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
