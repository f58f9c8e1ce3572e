extension Configuration.Directory {
    /// `directory.bind`: who searches; exactly one of these.
    public enum Bind: Sendable {
        /// `dn` and `password-file` [ldap-password]: a service account by its password.
        case account(dn: Located<String>, passwordFile: Located<SecretLocation>)
        /// `sasl: external` (RFC 4422, appendix A): who the connection shows the service to be. With TLS by `certificate-file` and
        /// `key-file` [ldap-client-key], both in PEM; where every server is an ldapi:// socket by the user of this process, and both are nil.
        case external(certificateFile: Located<String>?, keyFile: Located<SecretLocation>?)
        /// `anonymous: true`: nobody; the directory lets everybody search.
        case anonymous
        /// `as-user`: there is no service account, and the person does everything. The value makes the name to bind with of
        /// `{username}`: a DN, `{username}@realm` or `DOMAIN\{username}`.
        case asUser(Located<String>)
    }
}

extension Configuration.Directory.Bind {
    /// The file of the secret that the service proves itself with, where it has one.
    public var secretFile: Located<SecretLocation>? {
        switch self {
        case .account(_, let file): file
        case .external(_, let file): file
        case .anonymous, .asUser: nil
        }
    }

    /// The value of `as-user`, where there is no service account.
    var template: Located<String>? {
        if case .asUser(let template) = self { template } else { nil }
    }
}
