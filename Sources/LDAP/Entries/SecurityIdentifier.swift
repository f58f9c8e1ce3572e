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

    /// Reads the text `S-1-5-…`, in any case, with an authority in decimal or, as it is written from 2^32 on, in
    /// hexadecimal of twelve digits ([MS-DTYP] 2.4.2.1).
    public init?(parsing text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (4...18).contains(parts.count), parts[0].lowercased() == "s", parts[1] == "1",
            let authority = Self.number(parts[2])
        else { return nil }
        let numbers = parts[3...].compactMap { Self.decimal($0).flatMap { UInt32(exactly: $0) } }
        guard numbers.count == parts.count - 3 else { return nil }
        self.init(authority: authority, numbers: numbers)
    }

    /// The bytes, as a directory stores them and a filter wants them.
    public var bytes: [UInt8] {
        [1, UInt8(numbers.count)] + (0..<6).map { UInt8(truncatingIfNeeded: authority >> (40 - 8 * $0)) }
            + numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }

    /// The text `S-1-5-…`.
    public var description: String {
        let head =
            authority < 1 << 32
            ? String(authority) : "0x" + bytes[2..<8].map(hexadecimal).joined().uppercased()
        return (["S-1", head] + numbers.map { String($0) }).joined(separator: "-")
    }

    /// The last number: who or what it is within its domain, such as 512 for the domain's administrators.
    public var relativeID: UInt32 { numbers[numbers.count - 1] }

    /// The domain that it belongs to: the identifier without its last number; nil where nothing would be left.
    public var domain: SecurityIdentifier? {
        numbers.count > 1 ? SecurityIdentifier(authority: authority, numbers: numbers.dropLast()) : nil
    }

    /// Another one of the same domain: with a person's `primaryGroupID`, the person's primary group.
    public func withRelativeID(_ id: UInt32) -> SecurityIdentifier {
        SecurityIdentifier(authority: authority, numbers: numbers.dropLast() + [id])
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard text.hasPrefix("0x") || text.hasPrefix("0X") else { return decimal(text) }
        let digits = text.dropFirst(2)
        return digits.utf8.count == 12 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
            ? UInt64(digits, radix: 16) : nil
    }

    private static func decimal(_ text: Substring) -> UInt64? {
        (1...10).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            ? UInt64(text) : nil
    }
}
