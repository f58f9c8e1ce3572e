internal import ArgumentParser
internal import Login
internal import Secrets
internal import Settings

/// `try-login`: one login, step by step.
struct TryLogin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try-login",
        abstract: "Tries a login against the directory and shows each step.",
        discussion: """
            The password is asked for, or read as one line from standard input. Ends with 0 where the account may \
            enter, 77 where the password is refused or the account may not enter, 67 where no single entry matches, \
            69 where the directory does not answer.
            """)

    @OptionGroup var file: ConfigurationOption

    @Argument(help: "The name, as somebody would type it.")
    var user: String

    func run() throws {
        let (configuration, assembly) = try file.assembleOrExplain()
        guard let password = Terminal.password(prompt: "Password of \(user): "), !password.isEmpty else {
            Terminal.complain(
                "No password was given, or more than a password can be: such a login never reaches the directory."
            )
            throw Exit.data
        }
        let report = LoginReport()
        let result = assembly.login.login(Credentials(username: user, password: password)) { report.show($0) }
        switch result.outcome {
        case .admitted(let account, let role, let notice):
            report.ok("may enter as \(role.rawValue)")
            if let notice { report.advise("the visitor is told of the password: \(notice.label)") }
            report.detail("id \(account.id), name \(account.name ?? "-"), email \(account.email ?? "-")")
        case .refused(let refusal):
            report.advise(Self.explanation(of: refusal, configuration))
            throw refusal == .notFound || refusal == .severalFound ? Exit.noUser : Exit.noPermission
        case .accountProblem(let problem, let detail):
            let words = detail.isEmpty ? "" : " (\(detail))"
            report.failed("the password is right, but the account may not sign in: \(problem.label)\(words)")
            throw Exit.noPermission
        case .notAllowed:
            report.failed(
                "is in no group of access.allow: add one of the groups above to it, or the account to a group"
            )
            throw Exit.noPermission
        case .unusableAccount(let problem):
            report.failed(problem)
            throw Exit.data
        case .directoryUnreachable(let cause):
            report.failed(cause)
            throw Exit.unavailable
        }
    }

    /// Why, and what to do.
    private static func explanation(of refusal: Refusal, _ configuration: Configuration) -> String {
        let users = configuration.directory.users
        let detail = refusal.detail.map { " (\($0))" } ?? ""
        return switch refusal {
        case .empty: "name or password is empty"
        case .notFound:
            "nobody matches. Is the person below \(users.base?.value ?? "the base")? "
                + "Does directory.users.filter use the right attributes? May the service account read them?"
        case .severalFound: "more than one entry matches: make directory.users.filter stricter"
        case .wrongPassword:
            // Active Directory answers all of these with the code of a wrong password.
            "the password is wrong, or the account is locked, disabled or expired or must change its password\(detail)"
        case .locked: "the account is locked, whatever the password\(detail)"
        case .disabled: "the account is disabled, whatever the password\(detail)"
        case .other: "the directory refuses the account\(detail)"
        }
    }
}
