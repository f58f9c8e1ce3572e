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
        if case .external = account {
            throw failure(.externalRefused(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
        }
        throw failure(.serviceRefused(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
    }
}

extension ServiceAccount {
    /// Sees to it that the account can work with these servers.
    ///
    /// - Throws: `LDAPConfigurationError` where EXTERNAL has nothing that would prove it.
    func check(servers: [DirectoryServer], trust: Trust) throws(LDAPConfigurationError) {
        guard case .external = self else { return }
        for server in servers {
            if server.security == .plainText {
                throw LDAPConfigurationError(
                    "\(server.address): SASL EXTERNAL needs TLS with a client certificate, or ldapi://; a plain connection proves nobody"
                )
            }
            if [.ldaps, .startTLS].contains(server.security), trust.clientCertificate == nil {
                throw LDAPConfigurationError(
                    "\(server.address): SASL EXTERNAL over TLS needs a client certificate and its key: name their files"
                )
            }
        }
    }
}
