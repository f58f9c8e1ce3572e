extension Configuration.Directory {
    /// `directory.servers`: where the directory answers.
    public enum Servers: Sendable {
        /// 1 to 16 ldaps://, ldap:// or ldapi:// addresses in the order of preference.
        case list([Located<String>])
        /// `dns:example.org`: the domain whose SRV records (RFC 2782) name the servers; without the `dns:`, in lower case.
        case discovered(domain: Located<String>)
    }
}

/// `directory.servers` as it is written, as far as it is right.
struct WrittenServers {
    /// The addresses, where there is a list of them.
    let addresses: [Located<ServerURL>]
    /// The domain to ask, where one is written.
    let domain: Located<String>?

    private static let remedy = "write [ldaps://ldap.example.org]"

    init(_ section: Section, _ surroundings: Surroundings) {
        section.reportMissing("servers", Self.remedy)
        if case .scalar(let scalar)? = section.tree("servers"), DomainName.isMeant(by: scalar.text) {
            domain = section.value("servers") { (text: String) throws(Invalid) in
                let domain = try DomainName.parse(text)
                if let problem = surroundings.checks.domain(domain) { throw Invalid(problem) }
                return domain
            }
            addresses = []
        } else {
            domain = nil
            addresses = Self.readAddresses(section, surroundings)
        }
    }

    /// The value for the typed configuration; nil where nothing of it is right.
    var servers: Configuration.Directory.Servers? {
        if let domain { return .discovered(domain: domain) }
        return addresses.isEmpty ? nil : .list(addresses.map { $0.map(\.text) })
    }

    private static func readAddresses(_ section: Section, _ surroundings: Surroundings) -> [Located<
        ServerURL
    >] {
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
            let text = server.value.comparable
            if let line = seen[text] {
                section.report(
                    "\(quoted(server.value.text)) is there twice, first in line \(line): remove one",
                    at: server.position, key: "servers")
            }
            seen[text] = seen[text] ?? server.line
        }
        return servers
    }
}
