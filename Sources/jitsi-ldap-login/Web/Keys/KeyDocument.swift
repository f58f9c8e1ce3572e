internal import Secrets

/// One public key, or the list of all.
struct KeyDocument: Sendable {
    let bytes: [UInt8]
    /// The media type.
    let type: String
    /// For the ETag field, with its quotes (RFC 9110, 8.8.3).
    let entityTag: String

    init(_ bytes: [UInt8], type: String) throws(CryptoFailure) {
        self.bytes = bytes
        self.type = type
        entityTag = "\"\(Hexadecimal.encode(try Digest.sha256(bytes).prefix(16)))\""
    }
}
