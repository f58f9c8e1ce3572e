internal import CCrypto
internal import Glibc

/// Random bytes that nobody can predict.
public enum RandomBytes {
    /// A new secret of `count` bytes, out of libcrypto's generator for private values (RAND_priv_bytes(3)).
    ///
    /// - Throws: `CryptoFailure` where the generator has no entropy; there is no weaker substitute.
    public static func secret(count: Int) throws(CryptoFailure) -> SecretBytes {
        unsafe try SecretBytes(capacity: count) { (memory) throws(CryptoFailure) in
            guard unsafe RAND_priv_bytes(memory.baseAddress, Int32(memory.count)) == 1 else {
                throw CryptoFailure.draining("drawing \(count) random bytes")
            }
            return count
        }
    }

    /// New bytes that are no secret once they are used, for a name or a nonce, by one call of the system's generator
    /// (getentropy(3)): half of what libcrypto's own takes.
    ///
    /// - Parameter count: 256 at most.
    public static func plain(count: Int) -> [UInt8] {
        unsafe Array(unsafeUninitializedCapacity: count) { memory, initialized in
            let code = unsafe getentropy(memory.baseAddress, count)
            precondition(code == 0, "Linux's getentropy cannot fail for 256 bytes")
            initialized = count
        }
    }
}
