/// How a login ended.
public enum LoginOutcome: Sendable {
    /// In, and as what; with what they should know of their password, where there is something.
    case admitted(Account, Role, notice: PasswordNotice?)
    /// Name or password is not right, as far as the visitor is concerned.
    case refused(Refusal)
    /// The password is right, but the account may not sign in; `detail` is what the directory said, for the log.
    case accountProblem(AccountProblem, detail: String)
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
        case .accountProblem: "account-problem"
        case .notAllowed: "not-allowed"
        case .unusableAccount: "unusable-account"
        case .directoryUnreachable: "directory-unreachable"
        }
    }
}
