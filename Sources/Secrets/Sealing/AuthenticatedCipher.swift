internal import CCrypto

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D): nobody else can read what it encrypts, nor change it unnoticed.
enum AuthenticatedCipher {
    static let keySize = 32
    /// The one size for which the nonce needs no hashing (SP 800-38D, 5.2.1.1).
    static let nonceSize = 12
    static let tagSize = 16

    // EVP_CIPHER *. Fetched once, for a fetch takes locks and time; immutable from then on.
    private nonisolated(unsafe) static let cipher = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

    /// A nonce that has never been used.
    static func randomNonce() -> [UInt8] { RandomBytes.plain(count: nonceSize) }

    /// The ciphertext, as long as `plaintext`, and the tag behind it.
    ///
    /// - Parameters:
    ///   - nonce: 12 bytes, never the same for two plaintexts under one key.
    ///   - header: not encrypted, and bound to the rest all the same.
    /// - Throws: `CryptoFailure` where libcrypto refuses.
    static func encrypt(
        _ plaintext: [UInt8], key: SecretBytes, nonce: [UInt8], header: [UInt8]
    ) throws(CryptoFailure) -> [UInt8] {
        precondition(key.count == keySize && nonce.count == nonceSize, "a key or nonce of another size")
        let context = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: plaintext.count + tagSize)
        var count: Int32 = 0
        let done = unsafe key.withUnsafeBytes { key in
            unsafe output.withUnsafeMutableBufferPointer { output in
                let key = unsafe key.baseAddress?.assumingMemoryBound(to: UInt8.self)
                let tag = unsafe output.baseAddress?.advanced(by: plaintext.count)
                return unsafe EVP_EncryptInit_ex2(context, cipher, key, nonce, nil) == 1
                    && EVP_EncryptUpdate(context, nil, &count, header, Int32(header.count)) == 1
                    && EVP_EncryptUpdate(
                        context, output.baseAddress, &count, plaintext, Int32(plaintext.count)) == 1
                    && EVP_EncryptFinal_ex(context, tag, &count) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagSize), tag) == 1
            }
        }
        guard done else { throw .draining("encrypting with AES-256-GCM") }
        return output
    }

    /// The plaintext of a ciphertext with its tag behind it; nil where anything of it is not as it was encrypted, or
    /// another key was used. libcrypto compares the tags in constant time.
    static func decrypt(
        _ sealed: ArraySlice<UInt8>, key: SecretBytes, nonce: [UInt8], header: [UInt8]
    ) -> [UInt8]? {
        guard sealed.count >= tagSize, key.count == keySize, nonce.count == nonceSize else { return nil }
        let ciphertext = Array(sealed.dropLast(tagSize))
        var tag = Array(sealed.suffix(tagSize))
        let context = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        // One byte more, so that an empty plaintext has an address too.
        var output = [UInt8](repeating: 0, count: ciphertext.count + 1)
        var count: Int32 = 0
        let done = unsafe key.withUnsafeBytes { key in
            let key = unsafe key.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return unsafe EVP_DecryptInit_ex2(context, cipher, key, nonce, nil) == 1
                && EVP_DecryptUpdate(context, nil, &count, header, Int32(header.count)) == 1
                && EVP_DecryptUpdate(context, &output, &count, ciphertext, Int32(ciphertext.count)) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagSize), &tag) == 1
                && EVP_DecryptFinal_ex(context, nil, &count) == 1
        }
        guard done else {
            // What was decrypted must not be used, and the reason must not be the next failure's.
            output.wipe()
            _ = CryptoFailure.draining("decrypting with AES-256-GCM")
            return nil
        }
        output.removeLast()
        return output
    }
}
