/// Where Jitsi Meet answers: the only place that a token is ever sent to (`meet.url`).
public struct MeetURL: Hashable, Sendable, CustomStringConvertible {
    /// The host in lower case: a DNS name, an IPv4 address, or an IPv6 address in brackets.
    public let host: String
    /// The port, where it is not 443.
    public let port: Int?
    /// The tenant in which all rooms are, where many organisations share the server (JaaS); nil where rooms stand below the
    /// host, or in tenants that visitors name.
    public let tenant: Tenant?

    /// Reads `https://host` or `https://host:port`; a slash at the end is allowed, nothing else.
    ///
    /// Plain http is refused on every host: a token in such an address is open to the whole way, and browsers give
    /// a meeting no camera there.
    ///
    /// - Parameter tenant: where all rooms are in one.
    /// - Throws: `MeetURLProblem`.
    public init(parsing text: String, tenant: Tenant? = nil) throws(MeetURLProblem) {
        self.tenant = tenant
        let scheme = "https://"
        guard text.lowercased().hasPrefix(scheme) else { throw .notHTTPS }
        var authority = text.dropFirst(scheme.count)
        if authority.hasSuffix("/") { authority.removeLast() }
        if authority.contains("@") { throw .userInformation }
        if authority.contains(where: { "/?#\\".contains($0) }) { throw .path }

        // The colons inside the brackets of an IPv6 address are not the port's.
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        let colon = authority[end...].firstIndex(of: ":") ?? authority.endIndex
        host = authority[..<colon].lowercased()
        guard Self.isHost(host) else { throw .host }
        let port = colon == authority.endIndex ? 443 : try Self.port(authority[colon...].dropFirst())
        self.port = port == 443 ? nil : port
        self.authority = host + (self.port.map { ":\($0)" } ?? "")
        origin = "https://" + self.authority
    }

    /// As a browser's `Origin` has it: `https://host`, with the port where it is not 443.
    public let origin: String

    /// As a browser's `Host` has it: the host, with the port where it is not 443.
    public let authority: String

    /// Whether a request with this Host header (RFC 9110, 7.2) is meant for it: any case, 443 said or unsaid.
    public func isNamed(byHost header: some StringProtocol) -> Bool {
        if header == authority { return true }
        let named = header.lowercased()
        return named == authority || (port == nil && named == authority + ":443")
    }

    /// The address without a path.
    public var description: String { origin }

    private static func port(_ digits: Substring) throws(MeetURLProblem) -> Int {
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = Int(digits), (1...65_535).contains(port)
        else { throw .port }
        return port
    }

    /// Labels of letters, digits and inner hyphens (RFC 1123, 2.1), which IPv4 addresses are too; or an IPv6 address
    /// in brackets.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inside = host.dropFirst().dropLast()
            return inside.contains(":") && inside.utf8.count <= 45
                && inside.allSatisfy { $0.isHexDigit && $0.isASCII || $0 == ":" || $0 == "." }
        }
        guard (1...253).contains(host.utf8.count) else { return false }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }
}
