extension ServerAddress {
    /// Reads `ldaps://host`, `ldap://host:port`, `ldaps://[2001:db8::1]:636`, with one slash at the end or none, and
    /// `ldapi://%2Fpath%2Fof%2Fsocket`, or `ldapi:///` for `/var/run/slapd/ldapi`.
    ///
    /// - Throws: `LDAPConfigurationError` for any other scheme, for a path, a query or a user in it, and for a host,
    ///   port or socket that cannot be.
    public init(parsing text: String) throws(LDAPConfigurationError) {
        guard let separator = text.firstRange(of: "://") else {
            throw LDAPConfigurationError(
                "'\(presentable(text))' is no LDAP address: write ldaps://\(presentable(text))")
        }
        guard let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased()) else {
            throw LDAPConfigurationError(
                "'\(presentable(text))': the scheme must be ldaps, ldap or ldapi, as in ldaps://ldap.example.org"
            )
        }
        var authority = text[separator.upperBound...]
        if scheme == .ldapi {
            self.init(socketPath: try Self.socketPath(in: authority, of: text))
            return
        }
        if authority.hasSuffix("/") { authority = authority.dropLast() }
        if authority.contains(where: { "/?@#".contains($0) }) {
            throw LDAPConfigurationError(
                "'\(presentable(text))': only a host and a port belong in it; base, filter and user have keys of their own"
            )
        }
        let (host, port) = try Self.split(authority, of: text)
        self.init(scheme: scheme, host: host, port: port ?? scheme.port)
    }

    private static func split(
        _ authority: Substring, of text: String
    ) throws(LDAPConfigurationError) -> (String, UInt16?) {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("["), let end = authority.lastIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":"), host.contains(":"), isNumeric(host) else {
                throw LDAPConfigurationError(
                    "'\(presentable(text))': what stands in brackets is no IPv6 address")
            }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
            guard port?.contains(":") == false else {
                throw LDAPConfigurationError(
                    "'\(presentable(text))': an IPv6 address stands in brackets, as in ldaps://[2001:db8::1]:636"
                )
            }
        }
        guard isNumeric(host) || isName(host) else {
            throw LDAPConfigurationError("'\(presentable(text))': the host is missing or no host name")
        }
        guard let port else { return (host.lowercased(), nil) }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(port), number > 0
        else {
            throw LDAPConfigurationError("'\(presentable(text))': the port must be a number from 1 to 65535")
        }
        return (host.lowercased(), number)
    }

    static func isNumeric(_ host: Substring) -> Bool {
        SocketAddress.numeric(host: String(host), port: 1) != nil
    }

    /// RFC 1123, 2.1, and the underscore that some internal names have.
    static func isName(_ host: Substring) -> Bool {
        let allowed = host.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return allowed && host.utf8.count <= 253
            && labels.allSatisfy {
                (1...63).contains($0.utf8.count) && !$0.hasPrefix("-") && !$0.hasSuffix("-")
            }
    }
}
