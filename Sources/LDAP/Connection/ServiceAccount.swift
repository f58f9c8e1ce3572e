public import Secrets

/// Who searches: the service's own account in the directory.
public enum ServiceAccount: Sendable {
    /// Nobody: the directory lets anybody search.
    case anonymous
    /// An account with a password.
    case account(dn: String, password: SecretBytes)
    /// Whoever the connection itself proves (SASL EXTERNAL, RFC 4422, appendix A): the subject of
    /// `Trust.clientCertificate` over TLS, this process's user over `ldapi://`.
    case external
    /// There is no service account: everything is done as the person who signs in. A search as the service fails.
    case none
}

extension Connection {
    /// Signs in as the service. Where there is none, the connection stays as it is: such a one is only ever looked at,
    /// whether the server is there, and searched on by nobody (`ServerPool.search`).
    ///
    /// - Throws: `LDAPError` with `.serviceRefused` where the directory does not accept the account.
    func bind(as account: ServiceAccount, until deadline: Deadline) throws(LDAPError) {
        let outcome: Outcome? =
            switch account {
            case .anonymous: try bind(dn: "", password: nil, until: deadline, step: .serviceBind)
            case .account(let dn, let password):
                try bind(dn: dn, password: password, until: deadline, step: .serviceBind)
            case .external: try bindExternally(until: deadline)
            case .none: nil
            }
        guard let outcome, outcome.code != .success else { return }
        spend()
        if outcome.code.speaksAgainstServer {
            throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
        }
        throw failure(.serviceRefused(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
    }
}
