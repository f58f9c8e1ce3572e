/// Why a text is no public key that Prosody can check signatures by.
public enum PublicKeyProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// No public key in PEM was found.
    case noPublicKey
    /// The text holds a private key.
    case privateKey
    /// The text holds a certificate.
    case certificate
    /// A public key, but not RSA.
    case notRSA
    /// An RSA key of fewer than 2,048 bits.
    case smallKey(bits: Int)
    /// An RSA key of more than 16,384 bits.
    case largeKey(bits: Int)
    /// The numbers in it are no RSA key.
    case unusable
    /// The id of the key is empty, longer than 255 characters, or has a control character.
    case unusableKeyID

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .noPublicKey:
            "no public key in PEM (-----BEGIN PUBLIC KEY-----) was found: make it of the private one by "
                + "openssl pkey -in PRIVATE -pubout -out PUBLIC"
        case .privateKey:
            "a private key stands where a public one is published from: make the public half by "
                + "openssl pkey -in PRIVATE -pubout -out PUBLIC, and name that file"
        case .certificate:
            "a certificate stands where a public key belongs: openssl x509 -in CERTIFICATE -noout -pubkey shows the key"
        case .notRSA: "the public key is not RSA, and Jitsi takes only RSA"
        case .smallKey(let bits):
            "the RSA key has \(bits) bits, at least 2048 are needed (RFC 7518, 3.3)"
        case .largeKey(let bits):
            "the RSA key has \(bits) bits, and at most \(PublicKey.largest) can be used"
        case .unusable: "the public key is damaged: its numbers are no RSA key"
        case .unusableKeyID:
            "the key id is empty, too long or has a control character: Prosody finds the public key by it"
        }
    }
}
