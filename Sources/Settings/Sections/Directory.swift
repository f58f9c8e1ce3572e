extension Configuration {
    /// `directory`: the LDAP servers and how accounts and groups are found in them.
    public struct Directory: Sendable {
        /// `servers`, required, 1 to 16: ldaps:// or ldap:// addresses in the order of preference.
        public let servers: [Located<String>]
        /// `start-tls` [false]: encrypt ldap:// by StartTLS (RFC 4511, section 4.14) before anything else.
        public let startTLS: Located<Bool>
        /// `plain-text` [false]: allow ldap:// without encryption to other machines.
        public let plainText: Located<Bool>
        /// `connections` [16], 1 to 256: per server, for searches and for binds each.
        public let connections: Located<Int>
        /// `ca-file` [the system's]: the certificates in PEM that are trusted to sign the servers'.
        public let caFile: Located<String>?
        /// `timeout` [5s], 1s to 30s: bounds every wait for one server.
        public let timeout: Located<Duration>
        /// `bind`: the service account that searches.
        public let bind: Bind
        /// `users`: how accounts are found.
        public let users: Users
        /// `groups`: how the groups of an account are found.
        public let groups: Groups
    }
}

extension Configuration.Directory {
    init?(_ section: Section, _ surroundings: Surroundings) {
        let servers = Self.readServers(section, surroundings)
        startTLS = section.value("start-tls", default: false, Truth.parse)
        plainText = section.value("plain-text", default: false, Truth.parse)
        connections = section.value("connections", default: 16, WholeNumber.parser(1...256))
        caFile = section.value("ca-file", surroundings.path)
        timeout = section.value("timeout", default: .seconds(5), DurationText.parser(1...30))
        Self.checkEncryption(of: servers, startTLS: startTLS, plainText: plainText, section)
        let bind = Bind(section.section("bind"), surroundings)
        let users = Users(section.section("users"), surroundings)
        let groups = Groups(section.section("groups"), surroundings)
        guard let bind, let users, let groups else { return nil }
        self.servers = servers.map { $0.map(\.text) }
        self.bind = bind
        self.users = users
        self.groups = groups
    }

    private static func readServers(_ section: Section, _ surroundings: Surroundings) -> [Located<ServerURL>]
    {
        let remedy = "write [ldaps://ldap.example.org]"
        section.reportMissing("servers", remedy)
        guard let tree = section.tree("servers") else { return [] }
        if case .list(let list) = tree, !(1...16).contains(list.items.count) {
            section.report(
                list.items.isEmpty
                    ? "has no server: \(remedy)" : "has more than 16 servers: keep the nearest",
                at: tree.position, key: "servers")
        }
        let servers = section.list("servers", checked(ServerURL.parse, by: surroundings.checks.server)) ?? []
        var seen: [String: Int] = [:]
        for server in servers {
            if let line = seen[server.value.text.lowercased()] {
                section.report(
                    "\(quoted(server.value.text)) is there twice, first in line \(line): remove one",
                    at: Position(line: server.line, column: server.column), key: "servers")
            }
            seen[server.value.text.lowercased()] = seen[server.value.text.lowercased()] ?? server.line
        }
        return servers
    }
}
