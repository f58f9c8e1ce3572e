/// Why a secret or a key cannot sign.
public enum SignerProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// A shared secret was given for RS, or a private key for HS.
    case wrongKind(Algorithm)
    /// The shared secret is empty.
    case emptySecret
    /// The shared secret has fewer bytes than the hash.
    case shortSecret(Algorithm, count: Int)
    /// No private key in PEM was found.
    case noPrivateKey
    /// The private key is locked by a passphrase.
    case encryptedKey
    /// Only a public key or a certificate was found.
    case publicOnly
    /// A private key, but not RSA.
    case notRSA
    /// An RSA key of fewer than 2,048 bits.
    case smallKey(bits: Int)
    /// The key's numbers do not belong together.
    case inconsistentKey
    /// The id of the key is empty or has a control character.
    case unusableKeyID

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .wrongKind(let algorithm):
            return algorithm.usesSharedSecret
                ? "\(algorithm.rawValue) signs with a shared secret, not with a private key"
                : "\(algorithm.rawValue) signs with a private key, not with a shared secret"
        case .emptySecret:
            return "the shared secret is empty"
        case .shortSecret(let algorithm, let count):
            return "the shared secret has \(count) bytes, \(algorithm.rawValue) needs \(algorithm.hashSize): "
                + "make a new one (openssl rand -hex \(algorithm.hashSize)) for here and for Prosody, "
                + "or say allow-short-secret: true where Prosody's must stay"
        case .noPrivateKey:
            return "no private key in PEM (-----BEGIN PRIVATE KEY-----) was found"
        case .encryptedKey:
            return "the private key is locked by a passphrase, which nobody types at start: "
                + "store it without one (openssl pkey -in OLD -out NEW) in a file that only the service reads"
        case .publicOnly:
            return "a public key or certificate cannot sign: the private key is needed"
        case .notRSA:
            return "the private key is not RSA, and Jitsi takes only RSA: "
                + "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"
        case .smallKey(let bits):
            return "the RSA key has \(bits) bits, at least 2048 are needed (RFC 7518, 3.3)"
        case .inconsistentKey:
            return "the private key is damaged: its parts do not belong together"
        case .unusableKeyID:
            return "the key id is empty or has a control character: Prosody finds the public key by it"
        }
    }
}
