/// A picture as it is served.
struct Photo: Sendable, Equatable {
    /// The most that is served, in bytes. A portrait of 600 by 600 takes 100 KB, Active Directory's own limit is 100 KB,
    /// and nginx keeps so much in memory for every participant that reads slowly (nginx/10-login.conf).
    static let largest = 512 * 1024

    let bytes: [UInt8]
    /// By its first bytes, whatever anybody calls it.
    let type: PhotoType
    let entityTag: EntityTag

    /// - Returns: nil where it is too large or of no type that is served.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.largest, let type = PhotoType(of: bytes),
            let entityTag = try? EntityTag(of: bytes)
        else { return nil }
        self.bytes = bytes
        self.type = type
        self.entityTag = entityTag
    }
}
