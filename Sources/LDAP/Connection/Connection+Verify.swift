internal import Secrets

extension Connection {
    /// Asks the directory whether `password` is that of `name`. Where it is, the connection is bound as that person
    /// afterwards, else as nobody (RFC 4511, 4.2.1).
    ///
    /// - Throws: `LDAPError` where the server gave no judgement: it did not answer, is busy, or wants TLS.
    func verify(name: String, password: SecretBytes, until deadline: Deadline) throws(LDAPError) -> BindResult
    {
        // For a server written in C a password may end at its first NUL (Samba's does): one that begins with it is empty.
        guard unsafe password.withUnsafeBytes({ unsafe ($0.first ?? 0) != 0 }) else { return .emptyPassword }
        // Without a name the bind would be an anonymous one, which succeeds (RFC 4513, 5.1.2); a server may read a blank
        // one as none.
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw failure(.refusedLocally("the name is empty"), .userBind)
        }
        let outcome = try bind(dn: name, password: password, until: deadline, step: .userBind)
        switch outcome.code {
        case .success: return BindResult(.accepted, outcome)
        case .invalidCredentials: return BindResult(.wrongCredentials, outcome)
        case .referral:
            throw failure(.referral(outcome.referrals), .userBind)
        case .confidentialityRequired, .strongerAuthRequired, .authMethodNotSupported:
            throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), .userBind)
        case let code where code.speaksAgainstServer:
            spend()
            throw failure(.result(code, diagnostic: outcome.diagnostic), .userBind)
        default: return BindResult(.refused, outcome)
        }
    }
}

extension BindResult {
    /// What is said of an empty password, without asking anybody.
    static let emptyPassword = BindResult(verdict: .emptyPassword, code: .inappropriateAuthentication)

    fileprivate init(_ verdict: Verdict, _ outcome: Outcome) {
        self.init(
            verdict: verdict, code: outcome.code, diagnostic: outcome.diagnostic, policy: outcome.policy,
            activeDirectoryReason: outcome.code == .invalidCredentials
                ? ActiveDirectoryReason(diagnostic: outcome.diagnostic) : nil)
    }
}
