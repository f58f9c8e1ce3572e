/// One line of the file of sealing keys. It encrypts nothing itself: keys for that are derived from it.
struct SealingKey: Sendable {
    let secret: SecretBytes

    /// Tells which key a text was sealed with. It is derived like a key, and says nothing about it.
    let id: [UInt8]

    /// In bytes: that two of 16 keys have the same id happens once in 35 million times, and then both are tried.
    static let idSize = 4

    /// - Throws: `CryptoFailure` where libcrypto cannot derive keys.
    init(_ secret: SecretBytes) throws(CryptoFailure) {
        self.secret = secret
        let id = try KeyDerivation.derive(secret, info: Self.info("id", ""), count: Self.idSize)
        self.id = unsafe id.withUnsafeBytes { unsafe Array($0) }
    }

    /// A key of 32 bytes for one purpose.
    ///
    /// - Parameter use: what the key does there; keys with different uses have nothing to do with each other.
    func derived(_ use: String, _ purpose: String) throws(CryptoFailure) -> SecretBytes {
        try KeyDerivation.derive(
            secret, info: Self.info(use, purpose), count: AuthenticatedCipher.keySize)
    }

    /// The three parts cannot run into each other: `use` is one of ours and has no NUL.
    private static func info(_ use: String, _ purpose: String) -> [UInt8] {
        Array("jitsi-ldap-login\0\(use)\0\(purpose)".utf8)
    }
}
