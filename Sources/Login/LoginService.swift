internal import Secrets

/// The login: directory first, then the rules.
public struct LoginService: Sendable {
    private let directory: any Directory
    private let rules: AccessRules

    /// A login against `directory` under `rules`.
    public init(directory: any Directory, rules: AccessRules) {
        self.directory = directory
        self.rules = rules
    }

    /// Tries the credentials. Blocks as long as the directory does.
    public func login(
        _ credentials: Credentials, observe: (DirectoryStep) -> Void = { _ in }
    ) -> LoginResult {
        guard !credentials.username.isEmpty, !credentials.password.isEmpty else {
            return LoginResult(.refused(.empty), server: nil)
        }
        let answer = directory.authenticate(credentials, observe: observe)
        let outcome: LoginOutcome =
            switch answer.verdict {
            case .authenticated(let account):
                if let role = rules.role(in: account.groups) {
                    .admitted(account, role)
                } else {
                    .notAllowed(account, required: rules.allowed)
                }
            case .refused(let refusal): .refused(refusal)
            case .unusable(let problem): .unusableAccount(problem: problem)
            case .unreachable(let cause): .directoryUnreachable(cause: cause)
            }
        return LoginResult(outcome, entry: answer.entry, server: answer.server)
    }
}

/// How a login ended.
public enum LoginOutcome: Sendable {
    /// In, and as what.
    case admitted(Account, Role)
    /// Name or password is not right, as far as the visitor is concerned.
    case refused(Refusal)
    /// The password is right, but the account is in none of the groups that may enter.
    case notAllowed(Account, required: Set<Group>)
    /// The password is right, but the entry lacks what a token needs.
    case unusableAccount(problem: String)
    /// No server of the directory could say.
    case directoryUnreachable(cause: String)

    /// One word for the log.
    public var label: String {
        switch self {
        case .admitted: "admitted"
        case .refused: "refused"
        case .notAllowed: "not-allowed"
        case .unusableAccount: "unusable-account"
        case .directoryUnreachable: "directory-unreachable"
        }
    }
}

/// How a login ended, who it was about, and which directory server said so.
public struct LoginResult: Sendable {
    /// How it ended.
    public let outcome: LoginOutcome

    /// The DN of the entry that the name stands for, where there is exactly one.
    public let entry: String?

    /// The server that answered, where one did.
    public let server: String?

    init(_ outcome: LoginOutcome, entry: String? = nil, server: String?) {
        self.outcome = outcome
        self.entry = entry
        self.server = server
    }
}
