internal import Secrets

extension Connection {
    /// Asks the directory whether `password` is that of `dn`.
    ///
    /// - Throws: `LDAPError` where the server gave no judgement: it did not answer, is busy, or wants TLS.
    func verify(dn: String, password: SecretBytes, until deadline: Deadline) throws(LDAPError) -> BindResult {
        guard !password.isEmpty else {
            return BindResult(verdict: .emptyPassword, code: .inappropriateAuthentication)
        }
        // Without a name the bind would be an anonymous one, which succeeds (RFC 4513, 5.1.2).
        guard !dn.isEmpty else { throw failure(.refusedLocally("the DN is empty"), .userBind) }
        let outcome = try bind(dn: dn, password: password, until: deadline, step: .userBind)
        switch outcome.code {
        case .success: return BindResult(verdict: .accepted, code: .success, diagnostic: outcome.diagnostic)
        case .invalidCredentials:
            return BindResult(
                verdict: .wrongCredentials, code: outcome.code, diagnostic: outcome.diagnostic)
        case .referral:
            throw failure(.referral(outcome.referrals), .userBind)
        case .confidentialityRequired, .strongerAuthRequired, .authMethodNotSupported:
            throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), .userBind)
        case let code where code.speaksAgainstServer:
            spend()
            throw failure(.result(code, diagnostic: outcome.diagnostic), .userBind)
        default: return BindResult(verdict: .refused, code: outcome.code, diagnostic: outcome.diagnostic)
        }
    }
}
