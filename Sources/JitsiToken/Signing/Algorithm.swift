/// How a token is signed: the algorithms that Jitsi's Prosody modules accept (RFC 7518, 3.1).
///
/// `none` is not among them, and cannot be said.
public enum Algorithm: String, CaseIterable, Hashable, Sendable {
    /// HMAC with SHA-2 and a shared secret (RFC 7518, 3.2).
    case hs256 = "HS256", hs384 = "HS384", hs512 = "HS512"
    /// RSASSA-PKCS1-v1_5 with SHA-2 and a private key (RFC 7518, 3.3).
    case rs256 = "RS256", rs384 = "RS384", rs512 = "RS512"

    /// Whether a shared secret signs, rather than a private key.
    public var usesSharedSecret: Bool {
        switch self {
        case .hs256, .hs384, .hs512: true
        case .rs256, .rs384, .rs512: false
        }
    }

    /// The hash's size in bytes: 32, 48 or 64, and the least that a shared secret may have ("A key of the same size
    /// as the hash output or larger MUST be used", RFC 7518, 3.2).
    public var hashSize: Int {
        switch self {
        case .hs256, .rs256: 32
        case .hs384, .rs384: 48
        case .hs512, .rs512: 64
        }
    }

    /// The hash by libcrypto's name.
    var hashName: String { "SHA\(hashSize * 8)" }
}
