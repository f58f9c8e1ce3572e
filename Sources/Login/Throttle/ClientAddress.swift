internal import Glibc

/// Where a visitor comes from, as nginx saw it.
public struct ClientAddress: Hashable, Sendable {
    /// 4 bytes of IPv4 (RFC 791), or 16 of IPv6 (RFC 4291).
    public let bytes: [UInt8]

    /// Reads an address; nil for everything else, such as nginx's `unix:`. IPv4 in the form of IPv6 (`::ffff:192.0.2.7`,
    /// RFC 4291, 2.5.5.2) is IPv4.
    public init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: 16)
        // Neither form is longer than INET6_ADDRSTRLEN, and neither holds a NUL.
        guard text.utf8.count < 46, !text.utf8.contains(0) else { return nil }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        if unsafe inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if unsafe inet_pton(AF_INET6, text, &bytes) == 1 {
            self.bytes = bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
        } else {
            return nil
        }
    }

    /// Whether it is this machine's own in any case: 127.0.0.0/8 (RFC 1122, 3.2.1.3) or `::1`.
    public var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// What is counted as one: the address itself; of IPv6 the /64 network, as one visitor has all of its addresses
    /// (RFC 4291, 2.5.1).
    var place: [UInt8] { bytes.count == 4 ? bytes : Array(bytes.prefix(8)) }
}

/// A range of addresses, as 192.0.2.0/24 (RFC 4632).
public struct AddressRange: Hashable, Sendable {
    private let first: ClientAddress
    private let bits: Int

    /// - Parameter bits: how many of the address's first bits count, within its length.
    public init(_ first: ClientAddress, bits: Int) {
        self.first = first
        self.bits = min(max(bits, 0), first.bytes.count * 8)
    }

    /// Whether the address is one of them.
    public func contains(_ address: ClientAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        return zip(address.bytes, first.bytes).enumerated().allSatisfy { index, pair in
            let counted = min(max(bits - index * 8, 0), 8)
            return (pair.0 ^ pair.1) >> UInt8(8 - counted) == 0 || counted == 0
        }
    }
}
