internal import LDAP
internal import Login

/// What the answer to a bind means for somebody who signs in.
enum PasswordJudgement: Equatable {
    /// The password is right, and nothing is in its way.
    case right(notice: PasswordNotice?)
    /// The password is right, but the account may not sign in.
    case accountProblem(AccountProblem, detail: String)
    /// The password is wrong, or the directory did not look at it.
    case refused(Refusal)

    /// Reads the answer: an objection counts whatever the result code is. A bind that succeeds for nothing but a change
    /// of the password lets nobody in.
    init(_ bind: BindResult) {
        let words = Self.words(of: bind)
        if Self.saysInactivated(bind) {
            self = .refused(.disabled(detail: words))
            return
        }
        if let objection = bind.policy?.error, let judgement = Self.judgement(of: objection, words, bind) {
            self = judgement
            return
        }
        switch bind.verdict {
        case .accepted: self = .right(notice: bind.policy.flatMap(Self.notice))
        case .emptyPassword: self = .refused(.empty)
        case .wrongCredentials:
            self =
                bind.activeDirectoryReason.map { Self.judgement(of: $0, words) }
                ?? .refused(.wrongPassword(diagnostic: words))
        case .refused: self = .refused(.other("\(bind.code) \(words)"))
        }
    }

    /// By the password policy (draft-behera-ldap-password-policy-10, 6.2).
    ///
    /// OpenLDAP and 389 say "expired" and "reset" only of a password that is right. Locked proves nothing.
    private static func judgement(
        of objection: PasswordPolicyError, _ words: String, _ bind: BindResult
    ) -> PasswordJudgement? {
        switch objection {
        case .passwordExpired: .accountProblem(.passwordExpired, detail: words)
        case .changeAfterReset: .accountProblem(.mustChangePassword, detail: words)
        case .accountLocked: .refused(.locked(diagnostic: words))
        // The others answer the change of a password, never a bind: the result code decides.
        default: nil
        }
    }

    /// By Active Directory, which looks at the password first, except where it says that there is no such user, or that
    /// the account is locked.
    private static func judgement(of reason: ActiveDirectoryReason, _ words: String) -> PasswordJudgement {
        switch reason {
        case .noSuchUser: .refused(.notFound)
        case .wrongCredentials: .refused(.wrongPassword(diagnostic: words))
        case .accountLocked: .refused(.locked(diagnostic: words))
        case .notAtThisHour, .notFromThisComputer: .accountProblem(.notNow, detail: words)
        case .passwordExpired: .accountProblem(.passwordExpired, detail: words)
        case .accountDisabled: .accountProblem(.disabled, detail: words)
        case .accountExpired: .accountProblem(.expired, detail: words)
        case .mustChangePassword: .accountProblem(.mustChangePassword, detail: words)
        }
    }

    /// 389 and FreeIPA answer for an account with `nsAccountLock` by code 53 and these words ("Account inactivated.
    /// Contact system administrator."), whatever the password; 389 calls it locked besides.
    private static func saysInactivated(_ bind: BindResult) -> Bool {
        bind.code == .unwillingToPerform && bind.diagnostic.lowercased().contains("inactivated")
    }

    private static func notice(_ policy: PasswordPolicyAnswer) -> PasswordNotice? {
        // Grace begins when the time is over.
        if let logins = policy.graceLogins { return .graceLogins(logins) }
        return policy.secondsUntilExpiration.map { .expiresIn(seconds: $0) }
    }

    /// What was said, for the log.
    private static func words(of bind: BindResult) -> String {
        let meaning = bind.activeDirectoryReason?.description ?? bind.policy?.error?.description
        return [meaning, bind.diagnostic].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
