/// Where the directory's servers are known from.
public enum ServerSource: Sendable {
    /// A list, in the order of preference; at least one.
    case fixed([DirectoryServer])
    /// The SRV records of a domain (RFC 2782), looked up again and again.
    ///
    /// Without StartTLS these are those of `_ldaps._tcp.<domain>`; where there are none, those of
    /// `_ldap._tcp.<domain>` with port 636. With StartTLS they are those of `_ldap._tcp.<domain>` as they stand. Only
    /// servers inside the domain are believed in, and the first 16 of them.
    case dns(domain: String, startTLS: Bool)

    /// The domain of `dns:example.org`; nil where `text` does not begin with `dns:`.
    ///
    /// - Throws: `LDAPConfigurationError` where what follows is no domain.
    public static func domain(in text: String) throws(LDAPConfigurationError) -> String? {
        guard text.lowercased().hasPrefix("dns:") else { return nil }
        return try ServiceDomain(parsing: String(text.dropFirst(4))).name
    }

    func check() throws(LDAPConfigurationError) {
        switch self {
        case .fixed(let servers):
            if servers.isEmpty { throw LDAPConfigurationError("there is no directory server") }
        case .dns(let domain, _): _ = try ServiceDomain(parsing: domain)
        }
    }

    /// Whether connections need a TLS context.
    var usesTLS: Bool {
        switch self {
        case .fixed(let servers): servers.contains(where: \.usesTLS)
        case .dns: true
        }
    }
}
