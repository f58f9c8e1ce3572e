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
    ///
    /// - Parameters:
    ///   - rules: those of the room; nil: those that the service was made with.
    ///   - arrival: since when somebody waits for the answer.
    ///   - gate: whether the account's password may be tried, as `Directory.authenticate` asks it.
    public func login(
        _ credentials: Credentials, under rules: AccessRules? = nil,
        since arrival: ContinuousClock.Instant = .now,
        observe: ((DirectoryStep) -> Void)? = nil, gate: ((_ account: String) -> Bool)? = nil
    ) -> LoginResult {
        guard !credentials.username.isEmpty, !credentials.password.isEmpty else {
            return LoginResult(.refused(.empty), server: nil)
        }
        let rules = rules ?? self.rules
        return result(
            of: directory.authenticate(
                // Whoever listens is told of them.
                credentials, since: arrival, readsGroups: rules.askForGroups || observe != nil, gate: gate,
                observe: observe),
            under: rules)
    }

    /// Looks at the account of a session again: whether it is still there, in order, and allowed to enter. Blocks as long
    /// as the directory does.
    ///
    /// - Parameters:
    ///   - rules: those of the room; nil: those that the service was made with.
    ///   - arrival: since when somebody waits for the answer.
    public func resume(
        _ session: Session, under rules: AccessRules? = nil, since arrival: ContinuousClock.Instant = .now
    ) -> LoginResult {
        let rules = rules ?? self.rules
        let answer = directory.lookUp(
            session, unchangedSince: session.authenticated + SessionLimits.skew,
            readsGroups: rules.askForGroups, since: arrival)
        if case .authenticated(let account, _) = answer.verdict, !session.stands(for: account) {
            return LoginResult(.refused(.notFound), dn: answer.dn, key: answer.key, server: answer.server)
        }
        return result(of: answer, under: rules)
    }

    private func result(of answer: DirectoryAnswer, under rules: AccessRules) -> LoginResult {
        let outcome: LoginOutcome =
            switch answer.verdict {
            case .authenticated(let account, let notice):
                if let role = rules.role(in: account.groups) {
                    .admitted(account, role, notice: notice)
                } else {
                    .notAllowed(account, required: rules.allowed)
                }
            case .refused(let refusal): .refused(refusal)
            case .accountProblem(let problem, let detail): .accountProblem(problem, detail: detail)
            case .unusable(let problem): .unusableAccount(problem: problem)
            case .unreachable(let cause): .directoryUnreachable(cause: cause)
            }
        return LoginResult(outcome, dn: answer.dn, key: answer.key, server: answer.server)
    }
}
