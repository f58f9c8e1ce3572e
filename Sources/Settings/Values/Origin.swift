extension Configuration {
    /// Where Jitsi Meet answers: scheme https, host and port (an origin as in RFC 6454).
    public struct Origin: Sendable, Hashable, CustomStringConvertible {
        /// A DNS name or an IPv4 address, in lower case.
        public let host: String
        /// The port, nil for 443.
        public let port: Int?

        /// `https://meet.example.org`, without a slash at its end; with the port where it is not 443.
        public var description: String { "https://\(authority)" }

        /// `meet.example.org` or `meet.example.org:8443`, as browsers send it in `Host` (RFC 9110, section 7.2).
        public var authority: String { port.map { "\(host):\($0)" } ?? host }
    }
}

extension Configuration.Origin {
    static func parse(_ text: String) throws(Invalid) -> Configuration.Origin {
        let form = "write https://meet.example.org, the name of your own host"
        guard let rest = text.afterScheme("https") else {
            if text.afterScheme("http") != nil {
                throw Invalid("\(quoted(text)) is not encrypted, and a token must be: write https://")
            }
            throw Invalid("\(quoted(text)) does not begin with https://: \(form)")
        }
        let authority = rest.prefix { !"/?#".contains($0) }
        guard rest.dropFirst(authority.count).allSatisfy({ $0 == "/" }), rest.count - authority.count <= 1
        else {
            throw Invalid("\(quoted(text)) goes on behind the host: write \(quoted("https://\(authority)"))")
        }
        guard !authority.contains("@") else { throw Invalid("\(quoted(text)) has a user name: \(form)") }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard authority.allSatisfy(\.isASCII) else {
            throw Invalid("\(quoted(text)) has a host that is not ASCII: write its xn-- form")
        }
        guard let name = parts.first, let host = HostName.parse(name) else {
            throw Invalid("\(quoted(text)) has no host that is a name: \(form)")
        }
        guard parts.count == 2 else { return Configuration.Origin(host: host, port: nil) }
        guard let port = HostName.port(parts[1]) else {
            throw Invalid("\(quoted(text)) has no right port: write one from 1 to 65535, or none for 443")
        }
        return Configuration.Origin(host: host, port: port == 443 ? nil : port)
    }
}

extension String {
    /// What follows `scheme://`, whatever the case of the scheme (RFC 3986, section 3.1); nil for another scheme.
    func afterScheme(_ scheme: String) -> Substring? {
        guard let end = range(ofPrefix: scheme + "://") else { return nil }
        return self[end...]
    }

    private func range(ofPrefix prefix: String) -> Index? {
        guard utf8.count >= prefix.utf8.count, self.prefix(prefix.count).lowercased() == prefix else {
            return nil
        }
        return index(startIndex, offsetBy: prefix.count)
    }
}
