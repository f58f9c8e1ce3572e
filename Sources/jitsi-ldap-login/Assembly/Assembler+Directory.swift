internal import LDAP
internal import Login
internal import Settings

extension Assembler {
    /// The directory servers and how accounts are found there (`directory`).
    mutating func directory(report: @escaping @Sendable (DirectoryEvent) -> Void) -> LDAPDirectory? {
        let directory = configuration.directory
        refuseUnsupported(directory)
        guard case .list(let addresses) = directory.servers,
            case .account(let dn, let passwordFile) = directory.bind
        else { return nil }
        let servers = addresses.compactMap { server in
            noting(server) { try Self.server(server.value, directory) }
        }
        guard let password = secret(passwordFile), let lookup = lookup(),
            servers.count == addresses.count, let first = addresses.first
        else { return nil }
        let account = ServiceAccount.account(dn: dn.value, password: password)
        let pools = noting(directory.caFile ?? first) {
            try DirectoryServers(
                servers, trust: directory.caFile.map { .file($0.value) } ?? .system, account: account,
                connections: directory.connections.value, timeout: directory.timeout.value, report: report)
        }
        return pools.map { LDAPDirectory(servers: $0, lookup: lookup) }
    }

    /// What the file may say and nothing here does yet.
    private mutating func refuseUnsupported(_ directory: Configuration.Directory) {
        func refuse(_ value: Located<some Any>?) {
            if let value { problems.append(value.problem("is not supported yet: remove it")) }
        }
        refuse(directory.kind)
        if case .discovered(let domain) = directory.servers { refuse(domain) }
        refuse(directory.caDirectory)
        directory.pins.forEach { refuse($0) }
        switch directory.bind {
        case .account: break
        case .asUser(let template): refuse(template)
        case .external, .anonymous:
            problems.append(
                ConfigurationProblem(
                    line: 0, column: 0, key: "directory.bind",
                    message: "this way to bind is not supported yet: write dn"))
        }
        directory.users.attributes.name.dropFirst().forEach { refuse($0) }
        directory.users.attributes.email.dropFirst().forEach { refuse($0) }
        refuse(directory.users.attributes.avatar)
        if directory.groups.nested.value { refuse(directory.groups.nested) }
        refuse(configuration.pages.passwordChange)
    }

    private static func server(_ text: String, _ directory: Configuration.Directory) throws -> DirectoryServer
    {
        let address = try ServerAddress(parsing: text)
        // The settings have seen to it that plain text is either loopback or asked for.
        let security: Security =
            if address.scheme == .ldaps { .ldaps } else if directory.startTLS.value { .startTLS } else {
                .plainText
            }
        return try DirectoryServer(address: address, security: security)
    }

    private mutating func lookup() -> AccountLookup? {
        let users = configuration.directory.users
        guard let base = users.base, let written = users.filter else { return nil }
        let filter = noting(written) {
            try FilterTemplate(parsing: written.value, placeholders: ["username"])
        }
        let groups: GroupLookup?
        switch configuration.directory.groups.source {
        case .attribute(let name): groups = .attribute(name.value)
        case .search(let base, let filter):
            groups = noting(filter) {
                .search(
                    base: base.value,
                    filter: try FilterTemplate(parsing: filter.value, placeholders: ["dn", "username", "id"]))
            }
        case .matchingRule: groups = nil
        }
        guard let filter, let groups else { return nil }
        return AccountLookup(
            base: base.value, filter: filter, id: users.attributes.id.value,
            name: users.attributes.name.first?.value, email: users.attributes.email.first?.value,
            groups: groups)
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
