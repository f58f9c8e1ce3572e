internal import JitsiToken
internal import LDAP
internal import Login
internal import Pages
internal import Secrets
internal import Settings

/// Puts an `Assembly` together, and collects what is wrong on the way, each with its place in the file.
///
/// Its files are its chapters, one for each thing that it makes.
struct Assembler {
    let configuration: Configuration
    var problems: [ConfigurationProblem] = []

    /// Reads the secrets, keys and certificates that the configuration names, and makes everything that answers.
    ///
    /// - Parameters:
    ///   - kept: how many connections to the directory, for searches and for binds each, may be kept open in the background;
    ///     0: none, as is right where one question is asked.
    ///   - report: hears what the directory has to say from then on.
    /// - Throws: all problems at once.
    static func assemble(
        _ configuration: Configuration, keeping kept: Int = 0,
        report: @escaping @Sendable (DirectoryEvent) -> Void
    ) throws(ConfigurationProblems) -> Assembly {
        var assembler = Assembler(configuration: configuration)
        let meet = assembler.meet()
        let loginURL = assembler.loginURL()
        let tokens = assembler.tokens()
        let keys = assembler.keys(of: tokens?.signer)
        let sealingKeys = assembler.sealingKeys()
        let forms = assembler.forms(keys: sealingKeys, at: loginURL)
        let avatars = assembler.avatarAddresses(origin: loginURL, keys: sealingKeys)
        let directory = assembler.directory(avatars: avatars, keeping: kept, report: report)
        let rules = assembler.rules()
        let rooms = assembler.rooms(under: rules)
        let invitations = assembler.invitations(origin: loginURL, meet: meet, keys: sealingKeys)
        let site = assembler.site()
        guard assembler.problems.isEmpty, let meet, let loginURL, let tokens, let keys,
            let directory, let site, let sealingKeys, let forms
        else {
            throw ConfigurationProblems(path: configuration.path, problems: assembler.problems)
        }
        let pages = PageRenderer(site: site)
        return Assembly(
            meet: meet, loginURL: loginURL, delivery: Delivery(configuration.meet.delivery),
            router: Router(
                assets: pages.assets, tenant: meet.tenant, hasInvitations: invitations != nil),
            pages: pages, login: LoginService(directory: directory, rules: rules), rooms: rooms,
            tokens: tokens, keys: keys, servers: directory.servers,
            forms: forms, sessions: assembler.sessions(keys: sealingKeys, at: loginURL),
            avatars: avatars.map { Avatars(addresses: $0, servers: directory.servers) },
            throttle: assembler.throttle(keys: sealingKeys, at: loginURL), invitations: invitations)
    }

    /// What the directory is made of, and who may enter, for commands that look at the parts.
    ///
    /// - Throws: all problems at once.
    static func directoryParts(
        of configuration: Configuration
    ) throws(ConfigurationProblems) -> (DirectoryParts, AccessRules) {
        var assembler = Assembler(configuration: configuration)
        let avatars = assembler.avatarAddresses(
            origin: assembler.loginURL(),
            keys: configuration.directory.users.attributes.avatar == nil ? nil : assembler.sealingKeys())
        let parts = assembler.directoryParts(avatars: avatars)
        let rules = assembler.rules()
        guard assembler.problems.isEmpty, let parts else {
            throw ConfigurationProblems(path: configuration.path, problems: assembler.problems)
        }
        return (parts, rules)
    }

    /// What `make` returns, or nil and the problem with `value`.
    mutating func noting<Value, Result>(
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
        guard let appID = configuration.jaas?.appID else {
            return noting(url) { try MeetURL(parsing: url.value.description) }
        }
        return noting(appID) {
            try MeetURL(parsing: url.value.description, tenant: try Tenant(segment: appID.value))
        }
    }

    private mutating func loginURL() -> MeetURL? {
        let url = configuration.loginURL
        return noting(url) { try MeetURL(parsing: url.value.description) }
    }

    /// What is in the file of a secret.
    mutating func secret(_ location: Located<SecretLocation>) -> SecretBytes? {
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
}
