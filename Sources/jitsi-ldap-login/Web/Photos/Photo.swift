internal import Secrets

/// A picture as it is served.
struct Photo: Sendable, Equatable {
    /// The most that is served, in bytes. A portrait of 600 by 600 takes 100 KB, Active Directory's own limit is 100 KB,
    /// and nginx keeps so much in memory for every participant that reads slowly (nginx/10-login.conf).
    static let largest = 512 * 1024

    let bytes: [UInt8]
    /// By its first bytes, whatever anybody calls it.
    let type: PhotoType
    /// For the ETag field, with its quotes (RFC 9110, 8.8.3).
    let entityTag: String

    /// - Returns: nil where it is too large or of no type that is served.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.largest, let type = PhotoType(of: bytes),
            let hash = try? Digest.sha256(bytes)
        else { return nil }
        self.bytes = bytes
        self.type = type
        entityTag = "\"\(Hexadecimal.encode(hash.prefix(16)))\""
    }
}
