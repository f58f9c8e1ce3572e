internal import Foundation
internal import JitsiToken
internal import LDAP
internal import Login
internal import Pages
internal import Secrets
internal import Settings

/// Puts an `Assembly` together, and collects what is wrong on the way, each with its place in the file.
struct Assembler {
    private let configuration: Configuration
    private var problems: [ConfigurationProblem] = []

    /// Reads the secrets, keys and certificates that the configuration names, and makes everything that answers.
    ///
    /// - Parameter report: hears what the directory has to say from then on.
    /// - Throws: all problems at once.
    static func assemble(
        _ configuration: Configuration, report: @escaping @Sendable (DirectoryEvent) -> Void
    ) throws(ConfigurationProblems) -> Assembly {
        var assembler = Assembler(configuration: configuration)
        let meet = assembler.meet()
        let tokens = assembler.tokens()
        let directory = assembler.directory(report: report)
        let rules = assembler.rules()
        let site = assembler.site()
        guard assembler.problems.isEmpty, let meet, let tokens, let directory, let site else {
            throw ConfigurationProblems(path: configuration.path, problems: assembler.problems)
        }
        let pages = PageRenderer(site: site)
        return Assembly(
            meet: meet, router: Router(assets: pages.assets), pages: pages,
            login: LoginService(directory: directory, rules: rules), tokens: tokens,
            servers: directory.servers)
    }

    /// What `make` returns, or nil and the problem with `value`.
    private mutating func noting<Value, Result>(
        _ value: Located<Value>, _ make: () throws -> Result
    ) -> Result? {
        do {
            return try make()
        } catch {
            problems.append(value.problem("\(error)"))
            return nil
        }
    }

    private mutating func meet() -> MeetURL? {
        let url = configuration.meet.url
        return noting(url) { try MeetURL(parsing: url.value.description) }
    }

    private mutating func secret(_ location: Located<SecretLocation>) -> SecretBytes? {
        let secret = location.value
        do {
            return try SecretFile.read(secret.path)
        } catch .empty where secret.source == .credential {
            // The shipped unit's SetCredential= stands in for a file that is missing: its path would mislead.
            problems.append(
                location.problem(
                    "systemd brought nothing for the secret \(secret.name): the file of its LoadCredential= "
                        + "(as shipped \(secret.name) beside the configuration) is missing or empty; "
                        + "write it, mode 0600, and restart the service"))
        } catch {
            problems.append(location.problem("\(error)"))
        }
        return nil
    }

    private mutating func tokens() -> TokenMinter? {
        let token = configuration.token
        guard let signer = signer(token) else { return nil }
        return TokenMinter(
            signer: signer, issuer: token.appID.value, audience: token.audience.value,
            domain: token.subject.value, lifetime: Int(token.lifetime.value.components.seconds),
            features: configuration.access.features.map { features in
                [
                    .moderator: Features(of: .moderator, overrides: Self.overrides(features.moderator)),
                    .member: Features(of: .member, overrides: Self.overrides(features.member)),
                ]
            })
    }

    private mutating func signer(_ token: Configuration.Token) -> Signer? {
        guard let algorithm = Algorithm(rawValue: token.algorithm.value.rawValue) else {
            problems.append(token.algorithm.problem("is not an algorithm of this release"))
            return nil
        }
        switch token.key {
        case .secret(let file, let allowShort):
            guard let secret = secret(file) else { return nil }
            return noting(file) {
                try Signer(sharedSecret: secret, algorithm: algorithm, allowingShortSecret: allowShort)
            }
        case .rsa(let file, let id):
            guard let key = secret(file) else { return nil }
            return noting(file) { try Signer(privateKey: key, algorithm: algorithm, keyID: id.value) }
        }
    }

    private static func overrides(_ rights: [String: Bool]) -> [Feature: Bool] {
        // Names that are no feature were refused with the file.
        Dictionary(
            rights.compactMap { name, granted in Feature(rawValue: name).map { ($0, granted) } },
            uniquingKeysWith: { $1 })
    }

    private mutating func directory(report: @escaping @Sendable (DirectoryEvent) -> Void) -> LDAPDirectory? {
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
            if address.scheme == .ldaps { .ldaps } else if directory.startTLS.value { .startTLS } else {
                .plainText
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

    private mutating func rules() -> AccessRules {
        AccessRules(
            allowed: groups(configuration.access.allow), moderators: groups(configuration.access.moderators))
    }

    private mutating func groups(_ names: [Located<String>]) -> Set<Group> {
        Set(names.compactMap { name in noting(name) { Group(try DistinguishedName(parsing: name.value)) } })
    }

    private mutating func site() -> Site? {
        let pages = configuration.pages
        let url = configuration.meet.url
        guard let origin = Pages.Origin(url.value.description) else {
            problems.append(
                url.problem("is not the address of a Jitsi Meet server, as https://meet.example.org is"))
            return nil
        }
        let logo = pages.logo.flatMap { file in
            noting(file) { try Logo(Array(Data(contentsOf: URL(fileURLWithPath: file.value)))) }
        }
        return Site(
            meet: origin, organisation: pages.organisation, logo: logo,
            links: Site.Links(
                help: link(pages.help), forgotPassword: link(pages.forgotPassword),
                imprint: link(pages.imprint), privacy: link(pages.privacy)),
            languages: pages.languages.compactMap { Language(matching: $0.rawValue) })
    }

    private mutating func link(_ text: Located<String>?) -> Link? {
        guard let text else { return nil }
        guard let link = Link(external: text.value) else {
            problems.append(
                text.problem("is not an address that a page can lead to: write https://… or mailto:…"))
            return nil
        }
        return link
    }
}
