internal import Foundation

/// The SHA-256 of a server's public key: of the SubjectPublicKeyInfo in its certificate (RFC 7469, 2.4; RFC 6698,
/// selector 1 and matching type 1). It stays the same when a certificate is renewed with the same key.
public struct KeyPin: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    let digest: [UInt8]

    /// Reads `sha256:BASE64`, or `sha256//BASE64` as curl writes it.
    ///
    /// - Throws: `LDAPConfigurationError` for anything but the base64 of 32 bytes behind one of these.
    public init(parsing text: String) throws(LDAPConfigurationError) {
        let prefix = ["sha256:", "sha256//"].first { text.hasPrefix($0) }
        guard let prefix, let data = Data(base64Encoded: String(text.dropFirst(prefix.count))),
            data.count == 32
        else {
            throw LDAPConfigurationError(
                "'\(presentable(text))' is no pin of a public key: write sha256: and the base64 of its SHA-256, 44 characters"
            )
        }
        digest = Array(data)
    }

    /// The pin of a key with this SHA-256, 32 bytes.
    init(digest: [UInt8]) {
        self.digest = digest
    }

    /// The form that `init(parsing:)` reads: `sha256:` and base64.
    public var description: String { "sha256:" + Data(digest).base64EncodedString() }
}
