internal import CCrypto

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
}
