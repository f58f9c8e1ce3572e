/// How a connection to a server is protected. Given for each server by name, so that nothing is plain by accident.
public enum Security: Sendable, Hashable {
    /// TLS from the first byte, for `ldaps://`.
    case ldaps
    /// TLS by StartTLS before anything else, for `ldap://`. A server that refuses it is not used.
    case startTLS
    /// No protection: passwords cross the network readable. For `ldap://` on loopback, or where the operator said so.
    case plainText
    /// No TLS, and none needed: for `ldapi://`, where the kernel carries the bytes from process to process.
    case localSocket
}

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
