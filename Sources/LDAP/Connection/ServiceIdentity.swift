/// Whom a server takes the service for, for an administrator.
///
/// With SASL EXTERNAL a server may accept a certificate that it has mapped to no account, as OpenLDAP does: the bind
/// succeeds, and every search finds nothing. Only this shows it.
public enum ServiceIdentity {
    /// Signs in to `server` as the service, asks (RFC 4532), and hangs up.
    ///
    /// - Parameter timeout: the longest that it may take. The look-up of the name is the resolver's affair.
    /// - Returns: the identity in the server's words, such as `dn:cn=jitsi,ou=services,dc=example,dc=org`, at most 400
    ///   characters; empty: the server takes the service for nobody. nil: the server cannot tell (Active Directory and
    ///   OpenLDAP can).
    /// - Throws: `LDAPError` where signing in failed; `LDAPConfigurationError` where `trust` or `account` cannot be
    ///   used.
    public static func ask(
        _ server: DirectoryServer, trust: Trust, account: ServiceAccount, timeout: Duration
    ) throws -> String? {
        if case .none = account { throw LDAPConfigurationError("there is no service account to ask for") }
        try account.check(servers: [server], trust: trust)
        let hasTLS = [.ldaps, .startTLS].contains(server.security)
        let context = hasTLS ? try TLSContext.shared(for: trust) : nil
        let book = AddressBook(server.address)
        _ = book.refresh()
        let deadline = Deadline(in: timeout)
        let connection = try Connection.open(
            to: server, addresses: try book.addresses(until: deadline), context: context, until: deadline)
        try connection.bind(as: account, until: deadline)
        do throws(LDAPError) {
            return try connection.whoAmI(until: deadline)
        } catch {
            // Unknown to the server: it does not know the operation (protocolError) or will not do it.
            guard case .result = error.reason else { throw error }
            return nil
        }
    }
}
