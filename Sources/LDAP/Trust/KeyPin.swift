internal import Foundation
public import Secrets

/// The SHA-256 of a server's public key: of the SubjectPublicKeyInfo in its certificate (RFC 7469, 2.4; RFC 6698,
/// selector 1 and matching type 1). It stays the same when a certificate is renewed with the same key.
public struct KeyPin: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    private let digest: [UInt8]

    /// Reads `sha256:BASE64`, or `sha256//BASE64` as curl writes it.
    ///
    /// - Throws: `LDAPConfigurationError` for anything but the base64 of 32 bytes behind one of these.
    public init(parsing text: String) throws(LDAPConfigurationError) {
        let form = ["sha256:", "sha256//"].first { text.hasPrefix($0) }
        let base64 = form.map { String(text.dropFirst($0.count)) } ?? ""
        // Written back, so that there is one way to write a pin: the last letter has bits that base64 leaves open.
        guard let data = Data(base64Encoded: base64), data.count == 32, data.base64EncodedString() == base64
        else {
            throw LDAPConfigurationError(
                "'\(presentable(text))' is no pin of a public key: write sha256: and the base64 of its SHA-256, 44 characters"
            )
        }
        digest = Array(data)
    }

    /// The pin of the key in a certificate.
    public init(of certificate: CertificateSummary) {
        digest = certificate.keyDigest
    }

    /// The form that `init(parsing:)` reads: `sha256:` and base64.
    public var description: String { "sha256:" + Data(digest).base64EncodedString() }

    /// Whether both are of one key; takes the same time whatever they hold.
    func matches(_ other: KeyPin) -> Bool {
        guard digest.count == 32, other.digest.count == 32 else { return false }
        return zip(digest, other.digest).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
