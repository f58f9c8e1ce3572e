/// The keys of one purpose, derived once: for what is sealed with every page, where deriving would cost more than sealing.
///
/// What it seals, ``SealingKeys`` opens for the same purpose, and the other way round.
public struct PurposeKeys: Sendable {
    /// Each with the id of the key that it was derived from, in the file's order; never empty.
    private let keys: [(id: [UInt8], key: SecretBytes)]

    /// - Parameter purpose: what is sealed, as for ``SealingKeys/seal(_:purpose:)``.
    /// - Throws: `CryptoFailure` where libcrypto cannot derive keys.
    public init(_ keys: SealingKeys, purpose: String) throws(CryptoFailure) {
        var derived: [(id: [UInt8], key: SecretBytes)] = []
        for key in keys.keys {
            derived.append((key.id, try key.derived(SealedText.Version.random.keyName, purpose)))
        }
        self.keys = derived
    }

    /// The same, for who is made where nothing can fail: why there are no keys is said where something is to be sealed.
    ///
    /// - Parameter purpose: what is sealed.
    public static func result(
        _ keys: SealingKeys, purpose: String
    ) -> Result<PurposeKeys, CryptoFailure> {
        Result { () throws(CryptoFailure) in try PurposeKeys(keys, purpose: purpose) }
    }

    /// Seals `plaintext`, at most ``SealingKeys/longestPlaintext`` bytes, with a fresh random nonce: differently each time.
    ///
    /// - Throws: `CryptoFailure` where libcrypto refuses, or the plaintext is too long.
    public func seal(_ plaintext: [UInt8]) throws(CryptoFailure) -> String {
        try SealedText.sealing(
            plaintext, .random, keyID: keys[0].id, key: keys[0].key,
            nonce: AuthenticatedCipher.randomNonce())
    }

    /// What was sealed in `text` under one of the keys; nil for everything else.
    public func open(_ text: some StringProtocol) -> [UInt8]? {
        guard let sealed = SealedText(text), sealed.header.version == .random else { return nil }
        for (id, key) in keys where id == sealed.header.keyID {
            if let plaintext = sealed.opened(with: key) { return plaintext }
        }
        return nil
    }
}
