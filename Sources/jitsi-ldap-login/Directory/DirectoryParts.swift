internal import LDAP

/// How the directory's servers are reached and who searches there (`directory`).
struct DirectoryAccess: Sendable {
    let source: ServerSource
    let trust: Trust
    let account: ServiceAccount
    /// To each server, for searches and for password checks each.
    let connections: Int
    let timeout: Duration
}

/// What the directory is made of: `check --directory` looks at each part by itself.
struct DirectoryParts: Sendable {
    let access: DirectoryAccess
    let way: LDAPDirectory.Way
    /// nil where the way itself makes the entry's DN out of what was typed.
    let finder: AccountFinder?
    let reader: AccountReader

    /// The directory as the login sees it.
    ///
    /// - Parameters:
    ///   - server: the only one to ask; nil: all that are configured.
    ///   - kept: how many connections are kept open in the background, as `DirectoryServers` has it.
    /// - Throws: `LDAPConfigurationError`, such as for authorities that cannot be read.
    func directory(
        at server: DirectoryServer? = nil, keeping kept: Int = 0,
        report: @escaping @Sendable (DirectoryEvent) -> Void = { _ in }
    ) throws(LDAPConfigurationError) -> LDAPDirectory {
        let servers = try DirectoryServers(
            server.map { .fixed([$0]) } ?? access.source, trust: access.trust, account: access.account,
            connections: access.connections, kept: kept, timeout: access.timeout, report: report)
        return LDAPDirectory(servers: servers, way: way, finder: finder, reader: reader)
    }
}

extension DirectoryParts {
    /// The one of the configured servers, or of those that the DNS names, that an address means.
    ///
    /// - Throws: `LDAPConfigurationError` where `text` is no address, `UnknownServer` where it is none of them: the
    ///   service's password and a person's go to no other.
    func server(named text: String) throws -> DirectoryServer {
        let address = try ServerAddress(parsing: text)
        let servers =
            switch access.source {
            case .fixed(let servers): servers
            case .dns(let domain, let startTLS):
                DiscoveryInspection.run(domain: domain, startTLS: startTLS).servers
            }
        guard let server = servers.first(where: { $0.address == address }) else {
            throw UnknownServer(address: address, known: servers.map(\.address))
        }
        return server
    }
}

/// An address that is none of the directory's servers.
struct UnknownServer: Error, CustomStringConvertible {
    let address: ServerAddress
    let known: [ServerAddress]

    var description: String {
        "\(address) is none of directory.servers"
            + (known.isEmpty ? "" : ": " + known.map(\.description).joined(separator: ", "))
    }
}
