internal import Glibc

extension Configuration {
    /// One address or a range of them: `192.0.2.1`, `192.0.2.0/24` (RFC 4632), `2001:db8::/32` (RFC 4291, 2.3).
    public struct Network: Sendable, Hashable {
        /// The address, without its range.
        public let address: String
        /// How many of its first bits count.
        public let bits: Int
    }
}

extension Configuration.Network {
    static func parse(_ text: String) throws(Invalid) -> Configuration.Network {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let length = length(parts[0]) else {
            throw Invalid(
                "\(quoted(text)) is not an address: write one such as 192.0.2.1, or a range such as 192.0.2.0/24"
            )
        }
        guard parts.count == 2 else { return Configuration.Network(address: parts[0], bits: length) }
        guard let bits = WholeNumber.number(parts[1]), (1...length).contains(bits) else {
            throw Invalid("\(quoted(text)) is not a range: write 1 to \(length) behind the slash")
        }
        return Configuration.Network(address: parts[0], bits: bits)
    }

    /// In bits; nil for what is no address.
    private static func length(_ text: String) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard text.utf8.count < 46, !text.utf8.contains(0) else { return nil }
        if unsafe inet_pton(AF_INET, text, &bytes) == 1 { return 32 }
        return unsafe inet_pton(AF_INET6, text, &bytes) == 1 ? 128 : nil
    }
}
