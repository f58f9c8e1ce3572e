/// What the directory said of somebody's credentials.
public struct DirectoryAnswer: Sendable {
    /// The ways it can end.
    public enum Verdict: Sendable {
        /// The password is right; the notice is for its owner, where there is one.
        case authenticated(Account, notice: PasswordNotice?)
        /// The password is right, but the account may not sign in; `detail` is what the directory said, for the log.
        case accountProblem(AccountProblem, detail: String)
        /// The visitor gets the uniform answer; the reason is for the log.
        case refused(Refusal)
        /// The password is right, but the entry lacks what a token needs; `problem` is for the operator.
        case unusable(problem: String)
        /// No server could say; `cause` names servers, step and the library's words.
        case unreachable(cause: String)
    }

    /// How it ended.
    public let verdict: Verdict

    /// The DN of the one entry that the name stands for, where there is one, as the directory writes it.
    public let dn: String?

    /// The same account's `Account.key`, with a refused password too.
    public let key: String?

    /// The server that answered, where one did.
    public let server: String?

    /// An answer, and who gave it about whom.
    ///
    /// - Parameter key: nil where the DN has one spelling only.
    public init(_ verdict: Verdict, dn: String? = nil, key: String? = nil, server: String?) {
        self.verdict = verdict
        self.dn = dn
        self.key = key ?? dn
        self.server = server
    }
}
