internal import Secrets

/// A public key under the name by which Prosody asks for it.
public struct PublishedKey: Hashable, Sendable {
    /// `kid`, as it stands in the header of the tokens.
    public let id: String
    /// The key.
    public let key: PublicKey
    /// The file's name on an ASAP key server: the SHA-256 of the id in hexadecimal, and `.pem` (`get_public_key` in Jitsi's
    /// resources/prosody-plugins/token/util.lib.lua).
    public let fileName: String

    /// - Throws: `PublicKeyProblem.unusableKeyID`, or `CryptoFailure` where libcrypto has no memory.
    public init(id: String, key: PublicKey) throws {
        guard Self.isUsable(id) else { throw PublicKeyProblem.unusableKeyID }
        self.id = id
        self.key = key
        fileName = Hexadecimal.encode(try Digest.sha256(Array(id.utf8))) + ".pem"
    }

    /// Whether a key can have this id: up to 255 characters, all of them visible.
    static func isUsable(_ id: String) -> Bool {
        (1...255).contains(id.unicodeScalars.count) && !DisplayText.hasHiddenCharacters(id)
    }
}
