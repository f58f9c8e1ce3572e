internal import LDAP
internal import Login
internal import Settings

extension Assembler {
    /// The directory servers and how accounts are found there (`directory`).
    mutating func directory(report: @escaping @Sendable (DirectoryEvent) -> Void) -> LDAPDirectory? {
        let directory = configuration.directory
        let servers = directory.servers.compactMap { server in
            noting(server) { try Self.server(server.value, directory) }
        }
        guard let password = secret(directory.bind.passwordFile), let lookup = lookup(),
            servers.count == directory.servers.count, let first = directory.servers.first
        else { return nil }
        let account = ServiceAccount.account(dn: directory.bind.dn.value, password: password)
        let pools = noting(directory.caFile ?? first) {
            try DirectoryServers(
                servers, trust: directory.caFile.map { .file($0.value) } ?? .system, account: account,
                connections: directory.connections.value, timeout: directory.timeout.value, report: report)
        }
        return pools.map { LDAPDirectory(servers: $0, lookup: lookup) }
    }

    private static func server(_ text: String, _ directory: Configuration.Directory) throws -> DirectoryServer
    {
        let address = try ServerAddress(parsing: text)
        // The settings have seen to it that plain text is either loopback or asked for.
        let security: Security =
            switch address.scheme {
            case .ldaps: .ldaps
            case .ldapi: .localSocket
            case .ldap: directory.startTLS.value ? .startTLS : .plainText
            }
        return try DirectoryServer(address: address, security: security)
    }

    private mutating func lookup() -> AccountLookup? {
        let users = configuration.directory.users
        let filter = noting(users.filter) {
            try FilterTemplate(parsing: users.filter.value, placeholders: ["username"])
        }
        let groups: GroupLookup?
        switch configuration.directory.groups {
        case .attribute(let name): groups = .attribute(name.value)
        case .search(let base, let filter):
            groups = noting(filter) {
                .search(
                    base: base.value,
                    filter: try FilterTemplate(parsing: filter.value, placeholders: ["dn", "username", "id"]))
            }
        }
        guard let filter, let groups else { return nil }
        return AccountLookup(
            base: users.base.value, filter: filter, id: users.attributes.id.value,
            name: users.attributes.name?.value, email: users.attributes.email?.value, groups: groups)
    }

    /// Who may enter, and who moderates (`access`).
    mutating func rules() -> AccessRules {
        AccessRules(
            allowed: groups(configuration.access.allow), moderators: groups(configuration.access.moderators))
    }

    private mutating func groups(_ names: [Located<String>]) -> Set<Group> {
        Set(names.compactMap { name in noting(name) { Group(try DistinguishedName(parsing: name.value)) } })
    }
}
