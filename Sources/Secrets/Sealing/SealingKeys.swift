/// The keys under which this and every other instance seals what it hands out and wants to know again: addresses of
/// photos, sessions, invitations, the tokens of forms.
///
/// The first key seals, all of them open: a rotation puts a new one on top, and takes the old one out when what it has
/// sealed has run out.
///
/// A sealed text is base64url (RFC 4648, 5) of a version, the key's id, a nonce, and AES-256-GCM's ciphertext and tag.
/// Each purpose has keys of its own, derived by HKDF (RFC 5869), so that what was sealed for one opens for no other.
public struct SealingKeys: Sendable {
    /// The most keys a file may hold: each is tried once for an id that is its own.
    public static let mostKeys = 16
    /// The shortest key, in bytes: as long as the ones derived from it.
    public static let shortestKey = 32
    /// The longest key, in bytes.
    public static let longestKey = 128
    /// The longest plaintext, in bytes. What is sealed has to fit into an address or a cookie (RFC 6265, 6.1: 4,096).
    public static let longestPlaintext = 4_096

    /// In the file's order; never empty.
    let keys: [SealingKey]

    /// - Parameter keys: at least one; the first one seals.
    init(_ keys: [SealingKey]) {
        precondition(!keys.isEmpty, "the parser has seen to it that there is a key")
        self.keys = keys
    }

    /// Seals `plaintext`, at most `longestPlaintext` bytes, with a fresh random nonce: differently each time.
    ///
    /// Up to 2^32 texts for one purpose under one key are safe (NIST SP 800-38D, 8.3): 136 a second for a year.
    ///
    /// - Parameter purpose: what it is for, the same words when it is opened.
    /// - Throws: `CryptoFailure` where libcrypto refuses, or the plaintext is too long.
    public func seal(_ plaintext: [UInt8], purpose: String) throws(CryptoFailure) -> String {
        try seal(plaintext, .random, purpose, nonce: AuthenticatedCipher.randomNonce())
    }

    /// Seals `plaintext`, at most `longestPlaintext` bytes, the same way each time: who sees two sealed texts can tell
    /// whether they hold the same, and nothing else.
    ///
    /// The nonce is made of the plaintext by HMAC under a key of its own, as in SIV (RFC 5297): it repeats only where
    /// the plaintext does.
    ///
    /// - Parameter purpose: what it is for, the same words when it is opened.
    /// - Throws: `CryptoFailure` where the plaintext is too long.
    public func sealDeterministically(
        _ plaintext: [UInt8], purpose: String
    ) throws(CryptoFailure) -> String {
        let key = try keys[0].derived("nonce", purpose)
        let nonce = Array(try HMAC.sha256(plaintext, key: key).prefix(AuthenticatedCipher.nonceSize))
        return try seal(plaintext, .deterministic, purpose, nonce: nonce)
    }

    private func seal(
        _ plaintext: [UInt8], _ version: SealedText.Version, _ purpose: String, nonce: [UInt8]
    ) throws(CryptoFailure) -> String {
        try SealedText.sealing(
            plaintext, version, keyID: keys[0].id, key: keys[0].derived(version.keyName, purpose),
            nonce: nonce)
    }

    /// What was sealed in `text` for `purpose` under one of the keys; nil for everything else, be it changed, cut
    /// short, too long, of another purpose or of a key that is not there any more.
    public func open(_ text: some StringProtocol, purpose: String) -> [UInt8]? {
        guard let sealed = SealedText(text) else { return nil }
        // The id is a part of what the tag covers: no key with another id can open it.
        for key in keys where key.id == sealed.header.keyID {
            if let derived = try? key.derived(sealed.header.version.keyName, purpose),
                let plaintext = sealed.opened(with: derived)
            {
                return plaintext
            }
        }
        return nil
    }
}
