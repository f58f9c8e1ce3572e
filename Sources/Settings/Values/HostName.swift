/// Hosts and ports of addresses.
enum HostName {
    /// A DNS name (RFC 1123, section 2.1) or an IPv4 address, in lower case; nil where `text` is neither.
    static func parse(_ text: some StringProtocol) -> String? {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        let isRight = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy(isHostByte)
        }
        return isRight && text.utf8.count <= 253 ? text.lowercased() : nil
    }

    /// A port, 1 to 65535.
    static func port(_ text: some StringProtocol) -> Int? {
        WholeNumber.number(text).flatMap { (1...65535).contains($0) ? $0 : nil }
    }

    /// Whether `host` is this machine itself: 127.0.0.0/8 (RFC 1122, section 3.2.1.3), ::1, or the name that RFC 6761, section 6.3
    /// reserves for it.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127"
            && parts.allSatisfy { WholeNumber.number($0).map { $0 <= 255 } == true }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }
}
