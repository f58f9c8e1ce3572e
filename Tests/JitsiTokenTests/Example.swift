import JitsiToken
import Secrets
import TestSupport

/// What the tests share: one meeting, its people and its keys.
enum Example {
    static let secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

    static func signer(_ algorithm: Algorithm = .hs256, secret: String = secret) throws -> Signer {
        try Signer(sharedSecret: SecretBytes(copying: Array(secret.utf8)), algorithm: algorithm)
    }

    static func claims(
        at path: String = "/Standup", role: Role? = .moderator, features: Features? = nil,
        group: String? = nil, user: User? = nil, now: Int = currentTime(), lifetime: Int = 3600
    ) throws -> Claims {
        try Claims(
            issuer: "meet", audience: "meet", domain: "meet.example.org",
            meeting: MeetingAddress(target: path),
            user: user ?? User(id: "anna", name: "Anna Muster", email: "anna@example.org"), role: role,
            features: features, group: group, validity: Validity(now: now, lifetime: lifetime))
    }
}

/// An RSA key of the test's own, by the openssl command.
struct RSAKey {
    let pem: String
    let publicPEM: String

    init(bits: Int = 2048) throws {
        pem = try Command.output([
            "openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)",
        ])
        publicPEM = try Command.output(["openssl", "pkey", "-pubout"], input: pem)
    }

    var secret: SecretBytes { SecretBytes(copying: Array(pem.utf8)) }
}
