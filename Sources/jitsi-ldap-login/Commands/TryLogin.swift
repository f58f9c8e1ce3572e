internal import ArgumentParser
internal import JitsiToken
internal import Login
internal import Pages
internal import Secrets
internal import Settings

/// `try-login`: one login, step by step.
struct TryLogin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try-login",
        abstract: "Tries a login against the directory and shows each step.",
        discussion: """
            The password is asked for, or read as one line from standard input. Each step is shown with its time: the \
            servers that failed and the one that answered, the search, what the directory says to the password, groups, \
            role, picture, and what the visitor would see.

            Ends with 0 where the account may enter, 77 where the password is refused or the account may not enter, 67 \
            where no single entry matches, 65 where its entry lacks what a token needs, 69 where the directory does not \
            answer.
            """)

    @OptionGroup var file: ConfigurationOption

    @Argument(help: "The name, as somebody would type it.")
    var user: String

    @Option(
        help: "Asks only this one of the servers of the configuration, such as ldaps://ldap2.example.org.")
    var server: String?

    @Option(help: "The room to enter, as people read its name, or tenant/room: its rule holds.")
    var room = "try-login"

    func run() throws {
        let (configuration, assembly) = try file.assembleOrExplain()
        let login = try server.map { try loginAlone(at: $0, configuration) } ?? assembly.login
        let meeting = try meeting(assembly)
        let rule = assembly.rooms.rule(for: meeting)
        guard let password = Terminal.password(prompt: "Password of \(user): "), !password.isEmpty else {
            Terminal.complain(
                "No password was given, or more than a password can be: such a login never reaches the directory."
            )
            throw Exit.data
        }
        let report = LoginReport()
        let result = login.login(
            Credentials(username: user, password: password), under: rule.access
        ) { report.show($0) }
        let verdict = LoginVerdict(
            configuration: configuration, assembly: assembly, rule: rule, meeting: meeting)
        let code = verdict.tell(result.outcome, to: report)
        // A closed room takes no password.
        let closed = WebApplication.notOpen(Destination(meeting), assembly)
        let heading = (closed ?? VisitorsPage.page(after: result.outcome, userName: user)).map {
            assembly.pages.heading(of: $0, language: .english)
        }
        report.detail(
            heading.map { "the visitor sees: \($0)" } ?? "the visitor is led into the meeting at once")
        if let code { throw code }
    }

    /// The room that is asked for; where all rooms are in one tenant (JaaS), in that.
    private func meeting(_ assembly: Assembly) throws -> MeetingAddress {
        let parts = room.split(separator: "/", maxSplits: 1)
        do {
            return try MeetingAddress(
                room: String(parts.last ?? ""), tenant: parts.count == 2 ? String(parts[0]) : nil
            ).within(assembly.tokens.tenant)
        } catch {
            Terminal.complain("--room: \(error)")
            throw ExitCode.validationFailure
        }
    }

    /// A login that knows this server only.
    private func loginAlone(at text: String, _ configuration: Configuration) throws -> LoginService {
        let (parts, rules) = try file.directoryPartsOrExplain(configuration)
        do {
            let server = try parts.server(named: text)
            return LoginService(directory: try parts.directory(at: server), rules: rules)
        } catch {
            Terminal.complain("--server: \(error)")
            throw ExitCode.validationFailure
        }
    }
}
