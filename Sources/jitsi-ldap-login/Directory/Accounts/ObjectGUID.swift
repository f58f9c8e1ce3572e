/// Active Directory's `objectGUID`, which stays when an account is renamed or moved.
enum ObjectGUID {
    static let attribute = "objectGUID"

    /// The text of a UUID, in lower case; nil where the value does not have 16 bytes.
    ///
    /// The first three fields have their lowest byte first (MS-DTYP, 2.3.4.2); the text has the highest first, as
    /// Active Directory's own tools show it.
    static func text(_ bytes: [UInt8]) -> String? {
        guard bytes.count == 16 else { return nil }
        let fields = [[3, 2, 1, 0], [5, 4], [7, 6], [8, 9], [10, 11, 12, 13, 14, 15]]
        return fields.map { $0.map { hexadecimal(bytes[$0]) }.joined() }.joined(separator: "-")
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
}
