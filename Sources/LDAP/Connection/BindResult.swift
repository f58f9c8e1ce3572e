/// What a directory says to a person's name and password. A refusal is a value: nothing failed.
public struct BindResult: Sendable, Equatable {
    /// The judgement.
    public enum Verdict: Sendable, Equatable {
        /// The password is right.
        case accepted
        /// The name or the password is wrong; Active Directory also says so of locked and expired accounts, with
        /// the reason in `diagnostic`.
        case wrongCredentials
        /// The directory refuses this account whatever the password: locked, without a password, not allowed.
        case refused
        /// The password was empty, and the directory was not asked: it would have let the person in as nobody
        /// (RFC 4513, 5.1.2).
        case emptyPassword
    }

    /// The judgement.
    public let verdict: Verdict
    /// The number behind it.
    public let code: ResultCode
    /// The server's words for the log: at most 400 characters, no control characters.
    public let diagnostic: String

    init(verdict: Verdict, code: ResultCode, diagnostic: String = "") {
        self.verdict = verdict
        self.code = code
        self.diagnostic = diagnostic
    }
}
