extension Configuration {
    /// Reads and checks the file at `path`.
    ///
    /// - Parameters:
    ///   - path: a file of at most 64 KiB of UTF-8.
    ///   - environment: the process's; of it only `CREDENTIALS_DIRECTORY` matters.
    ///   - checks: what other modules say about single values.
    /// - Throws: every problem of the file at once.
    public static func load(
        path: String, environment: [String: String], checks: ValueChecks = ValueChecks()
    ) throws(ConfigurationProblems) -> Configuration {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path: path)
        } catch {
            throw ConfigurationProblems(path: path, problems: [error])
        }
        return try parse(bytes, path: path, environment: environment, checks: checks)
    }

    /// Checks the content of a configuration file that stands at `path`; relative paths start at its folder.
    ///
    /// - Throws: every problem of the file at once.
    public static func parse(
        _ bytes: [UInt8], path: String, environment: [String: String], checks: ValueChecks = ValueChecks()
    ) throws(ConfigurationProblems) -> Configuration {
        let findings = Findings()
        let surroundings = Surroundings(
            folder: FilePath.folder(of: path), environment: environment, checks: checks)
        guard let scalars = Characters.decode(bytes, findings: findings),
            let mapping = TreeParser.parse(scalars, findings: findings)
        else { throw ConfigurationProblems(path: path, problems: findings.problems) }

        let root = Section(root: mapping, findings: findings)
        let jaas = JaaS(root.section("jaas"))
        let meet = Meet(root.section("meet"), isJaaS: root.has("jaas"))
        let listen = Listen(root.section("listen"), surroundings)
        let token =
            root.has("jaas")
            ? Token(root.section("token"), jaas: jaas, surroundings)
            : Token(root.section("token"), host: meet?.url.value.host, surroundings)
        let directory = Directory(root.section("directory"), workers: listen.workers.value, surroundings)
        let access = Access(root.section("access"), surroundings)
        let rooms = Room.all(root, surroundings)
        let throttle = Throttle(root.section("throttle"))
        let session = Session(root.section("session"), asUser: directory?.bind.template, surroundings)
        let invitations = Invitations(root.section("invitations"))
        if invitations == nil { rooms.forEach { $0.noticeUninvited(findings) } }
        let pages = Pages(root.section("pages"), surroundings)

        guard findings.problems.isEmpty, let meet, let token, let directory else {
            throw ConfigurationProblems(path: path, problems: findings.problems)
        }
        return Configuration(
            path: path, meet: meet, jaas: jaas, listen: listen, token: token, directory: directory,
            access: access, rooms: rooms, throttle: throttle, session: session, invitations: invitations,
            pages: pages,
            notices: findings.notices.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
}
