/// Scheme, host and port of the Jitsi Meet site (RFC 6454): the one place that pages and redirects lead to.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// As a browser writes it: `https://meet.example.org`, with a port only where it is not the scheme's own.
    public let description: String

    /// The host, without the port; an IPv6 address in brackets.
    public let host: String

    /// Reads the address of a site.
    ///
    /// - Parameter text: `https://host`, `http://host`, each with an optional port and an optional closing slash. The
    ///   host is a name (letters, digits, hyphens, dots; others by their `xn--` form) or an IP address. Nil for
    ///   everything else: the text goes into a Content-Security-Policy as it is.
    public init?(_ text: String) {
        let text = (text.hasSuffix("/") ? String(text.dropLast()) : text).lowercased()
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "https" || parts[0] == "http" else { return nil }
        var host = parts[1]
        var port: Int?
        if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
            let digits = host[host.index(after: colon)...]
            guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(digits), (1...65535).contains(number)
            else { return nil }
            port = number == (parts[0] == "https" ? 443 : 80) ? nil : number
            host = host[..<colon]
        }
        guard Self.isHost(host) else { return nil }
        self.host = String(host)
        description = "\(parts[0])://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    private static func isHost(_ text: Substring) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let inner = text.dropFirst().dropLast()
            return inner.contains(":")
                && inner.utf8.allSatisfy { isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }
        }
        return (1...253).contains(text.utf8.count)
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-")
                    && label.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                    }
            }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// The host, with the port where there is one.
    var authority: String { String(description.drop { $0 != "/" }.dropFirst(2)) }

    /// The site's own start page.
    var startPage: Link? { Link(external: description + "/") }
}
