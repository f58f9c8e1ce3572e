internal import Secrets

/// A Windows security identifier, such as `S-1-5-21-1004336348-1177238915-682003330-512` ([MS-DTYP] 2.4.2).
public struct SecurityIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// Who made it up; below 2^48. 5 is Windows itself.
    private let authority: UInt64
    /// 1 to 15 numbers, the last of which is relative to the domain that the others name.
    private let numbers: [UInt32]

    private init(authority: UInt64, numbers: [UInt32]) {
        self.authority = authority
        self.numbers = numbers
    }

    /// Reads the bytes of an attribute such as `objectSid` ([MS-DTYP] 2.4.2.2): the revision 1, how many numbers there are,
    /// the authority with its highest byte first, the numbers with their lowest byte first.
    ///
    /// - Returns: nil where they are none, or there are bytes left over.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 12, bytes[0] == 1, (1...15).contains(bytes[1]),
            bytes.count == 8 + 4 * Int(bytes[1])
        else { return nil }
        authority = bytes[2..<8].reduce(0) { $0 << 8 | UInt64($1) }
        numbers = stride(from: 8, to: bytes.count, by: 4).map { start in
            bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    /// The bytes, as a directory stores them and a filter wants them.
    public var bytes: [UInt8] {
        [1, UInt8(numbers.count)] + (0..<6).map { UInt8(truncatingIfNeeded: authority >> (40 - 8 * $0)) }
            + numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }

    /// The text `S-1-5-…`, with an authority in decimal or, from 2^32 on, in hexadecimal of twelve digits ([MS-DTYP]
    /// 2.4.2.1).
    public var description: String {
        let head =
            authority < 1 << 32
            ? String(authority) : "0x" + Hexadecimal.encode(bytes[2..<8]).uppercased()
        return (["S-1", head] + numbers.map { String($0) }).joined(separator: "-")
    }

    /// Another one of the same domain: with a person's `primaryGroupID`, the person's primary group.
    public func withRelativeID(_ id: UInt32) -> SecurityIdentifier {
        SecurityIdentifier(authority: authority, numbers: numbers.dropLast() + [id])
    }
}
