public import Secrets

/// Who searches: the service's own account in the directory.
public enum ServiceAccount: Sendable {
    /// Nobody: the directory lets anybody search.
    case anonymous
    /// An account with a password.
    case account(dn: String, password: SecretBytes)
}

extension Connection {
    /// Signs in as the service.
    ///
    /// - Throws: `LDAPError` with `.serviceRefused` where the directory does not accept the account.
    func bind(as account: ServiceAccount, until deadline: Deadline) throws(LDAPError) {
        let outcome =
            switch account {
            case .anonymous: try bind(dn: "", password: nil, until: deadline, step: .serviceBind)
            case .account(let dn, let password):
                try bind(dn: dn, password: password, until: deadline, step: .serviceBind)
            }
        guard outcome.code != .success else { return }
        spend()
        if outcome.code.speaksAgainstServer {
            throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
        }
        throw failure(.serviceRefused(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
    }
}
