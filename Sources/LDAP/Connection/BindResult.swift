/// What a directory says to a person's name and password. A refusal is a value: nothing failed.
public struct BindResult: Sendable, Equatable {
    /// The judgement.
    public enum Verdict: Sendable, Equatable {
        /// The password is right.
        case accepted
        /// The name or the password is wrong; Active Directory also says so of locked and expired accounts, with
        /// the reason in `activeDirectoryReason`, and OpenLDAP and 389 with the reason in `policy`.
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
    /// What the directory's password policy says; nil where it has none, or the server does not speak of it.
    public let policy: PasswordPolicyAnswer?
    /// Why Active Directory refused; nil elsewhere, and where the password was accepted.
    public let activeDirectoryReason: ActiveDirectoryReason?

    init(
        verdict: Verdict, code: ResultCode, diagnostic: String = "", policy: PasswordPolicyAnswer? = nil,
        activeDirectoryReason: ActiveDirectoryReason? = nil
    ) {
        self.verdict = verdict
        self.code = code
        self.diagnostic = diagnostic
        self.policy = policy
        self.activeDirectoryReason = activeDirectoryReason
    }

    /// Whether the password is right, though the account may be closed to it: only then may a visitor be told why.
    public var provesPassword: Bool {
        verdict == .accepted || activeDirectoryReason?.provesPassword == true
            || policy?.error?.provesPassword == true
    }

    /// Whether the directory wants the password changed before anything else; it answers nothing else until then.
    public var mustChangePassword: Bool { policy?.error == .changeAfterReset }
}
