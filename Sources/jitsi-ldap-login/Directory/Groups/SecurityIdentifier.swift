/// A security identifier in the form that `objectSid` has (MS-DTYP, 2.4.2.2): a revision, the number of parts, an
/// authority of 6 bytes, and the parts, of 4 bytes each with the lowest first.
struct SecurityIdentifier: Equatable {
    let bytes: [UInt8]

    /// nil where the bytes are none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 12, bytes[0] == 1, bytes[1] <= 15, bytes.count == 8 + 4 * Int(bytes[1]) else {
            return nil
        }
        self.bytes = bytes
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The identifier in the same domain with that last part (its relative identifier).
    func neighbour(_ relative: UInt32) -> SecurityIdentifier {
        let last = (0..<4).map { UInt8(truncatingIfNeeded: relative >> (8 * $0)) }
        return SecurityIdentifier(unchecked: bytes.dropLast(4) + last)
    }
}
