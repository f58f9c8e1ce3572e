/// A server and how the connection to it is protected.
public struct DirectoryServer: Sendable, Hashable {
    /// Where it listens.
    public let address: ServerAddress
    /// How the connection is protected.
    public let security: Security

    /// A server, with the protection that goes with its address.
    ///
    /// - Throws: `LDAPConfigurationError` where `security` does not go with the scheme of `address`.
    public init(address: ServerAddress, security: Security) throws(LDAPConfigurationError) {
        switch (address.scheme, security) {
        case (.ldaps, .ldaps), (.ldap, .startTLS), (.ldap, .plainText), (.ldapi, .localSocket): break
        case (.ldaps, _):
            throw LDAPConfigurationError("\(address): ldaps:// has TLS already; leave StartTLS off")
        case (.ldapi, _):
            throw LDAPConfigurationError("\(address): a local socket has no TLS; leave StartTLS off")
        case (_, .localSocket):
            throw LDAPConfigurationError("\(address): a local socket needs ldapi://")
        case (.ldap, .ldaps):
            throw LDAPConfigurationError("\(address): TLS from the first byte needs ldaps://")
        }
        self.address = address
        self.security = security
    }

    /// Whether connections to it need a TLS context.
    var usesTLS: Bool { security == .ldaps || security == .startTLS }
}
