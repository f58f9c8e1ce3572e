internal import Secrets

/// One public key, or the list of all.
struct KeyDocument: Sendable {
    let bytes: [UInt8]
    /// The media type.
    let type: String
    let entityTag: EntityTag

    init(_ bytes: [UInt8], type: String) throws(CryptoFailure) {
        self.bytes = bytes
        self.type = type
        entityTag = try EntityTag(of: bytes)
    }
}
