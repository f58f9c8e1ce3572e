internal import CLDAP
internal import Locks
internal import Secrets

/// libldap's TLS context: the certificate authorities, the client certificate and the rules of TLS, read once and
/// shared by all connections.
///
/// With the system's authorities a context costs 3.7 MiB and 15 ms, so one a connection would be too many.
@safe
final class TLSLibraryContext: @unchecked Sendable {
    // The library's context is counted by the library and only read by handshakes; `handle` is never used again.
    private let handle: Handle
    private let context: UnsafeMutableRawPointer
    /// Whether certificates are held against the authorities; if not, whoever uses the context must hold the key
    /// against pins.
    let checksChain: Bool

    /// What a context is made of; two of the same are one. The key of the client certificate belongs to it by proof.
    private struct Material: Hashable {
        let authorities: AuthorityBundle?
        let clientCertificate: [UInt8]?
    }

    /// The context with these authorities (nil: the chain is not checked), from the cache where they are the same.
    ///
    /// - Throws: `LDAPConfigurationError` where libldap or its TLS library does not take them.
    static func shared(
        authorities: AuthorityBundle?, client: ClientCertificate.Content?
    ) throws(LDAPConfigurationError) -> TLSLibraryContext {
        let material = Material(authorities: authorities, clientCertificate: client?.certificate)
        return try cache.withLock { cache throws(LDAPConfigurationError) in
            if let known = cache[material] { return known }
            let context = try TLSLibraryContext(authorities: authorities, client: client)
            cache[material] = context
            return context
        }
    }

    /// The library gives no way to let go of a context that has been asked for (`LDAP_OPT_X_TLS_CTX` counts it up),
    /// so that a reload with the same files must find the one that exists.
    private static let cache = Monitor<[Material: TLSLibraryContext]>([:])

    private init(
        authorities: AuthorityBundle?, client: ClientCertificate.Content?
    ) throws(LDAPConfigurationError) {
        Library.prepare()
        guard let handle = Handle() else { throw LDAPConfigurationError("libldap gave no handle") }
        checksChain = authorities != nil
        try Self.setRules(handle)
        try Self.configure(handle, authorities, client)
        var context: UnsafeMutableRawPointer?
        guard unsafe ldap_get_option(handle.pointer, LDAP_OPT_X_TLS_CTX, &context) == LDAP_OPT_SUCCESS,
            let context = unsafe context
        else { throw LDAPConfigurationError("libldap gave no TLS context") }
        self.handle = handle
        unsafe self.context = context
    }

    private static func setRules(_ handle: Handle) throws(LDAPConfigurationError) {
        let done =
            switch Library.tlsPackage {
            // GnuTLS ignores LDAP_OPT_X_TLS_PROTOCOL_MIN; its priority string says what it may speak. SECURE128 alone
            // takes certificates with RSA keys of 1024 bits (seen); the profile wants 2048, and no SHA-1 anywhere.
            case "GnuTLS":
                handle.set(
                    LDAP_OPT_X_TLS_CIPHER_SUITE,
                    to: "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%PROFILE_MEDIUM")
            case "OpenSSL":
                handle.set(LDAP_OPT_X_TLS_PROTOCOL_MIN, to: cldap_tls_1_2)
            default: false
            }
        guard done else {
            throw LDAPConfigurationError(
                "libldap with '\(Library.tlsPackage ?? "no TLS")' cannot be held to TLS 1.2: GnuTLS or OpenSSL is needed"
            )
        }
    }

    /// Every option first, `LDAP_OPT_X_TLS_NEWCTX` last: only that makes a context of them, and reads the files.
    private static func configure(
        _ handle: Handle, _ authorities: AuthorityBundle?, _ client: ClientCertificate.Content?
    ) throws(LDAPConfigurationError) {
        var files: [MemoryFile] = []
        var done = handle.set(
            LDAP_OPT_X_TLS_REQUIRE_CERT,
            to: authorities == nil ? LDAP_OPT_X_TLS_NEVER : LDAP_OPT_X_TLS_DEMAND)
        if let authorities {
            files.append(try MemoryFile.holding(authorities.pem))
            done = done && handle.set(LDAP_OPT_X_TLS_CACERTFILE, to: files[0].path)
        }
        if let client {
            let certificate = try MemoryFile.holding(client.certificate)
            let key = unsafe try client.key.withUnsafeBytes { (bytes) throws(LDAPConfigurationError) in
                unsafe try MemoryFile(bytes)
            }
            files += [certificate, key]
            done =
                done && handle.set(LDAP_OPT_X_TLS_CERTFILE, to: certificate.path)
                && handle.set(LDAP_OPT_X_TLS_KEYFILE, to: key.path)
        }
        var words = ""
        let made = TLSDiagnosis.watching(&words) { done && handle.set(LDAP_OPT_X_TLS_NEWCTX, to: 0) }
        withExtendedLifetime(files) {}
        guard made else {
            let what =
                client == nil ? "certificate authorities" : "certificate authorities or client certificate"
            throw LDAPConfigurationError(
                "the \(what) cannot be used: \(words.isEmpty ? "no reason given" : words)")
        }
    }

    /// Makes a connection's handle use this context, and demand the certificate and its name.
    func apply(to handle: Handle) -> Bool {
        // The option of the handle governs the check of the name, the one in the context that of the chain.
        // Where a certificate has alternative names, its common name is none (RFC 6125, 6.4.4).
        unsafe handle.set(
            LDAP_OPT_X_TLS_REQUIRE_CERT, to: checksChain ? LDAP_OPT_X_TLS_DEMAND : LDAP_OPT_X_TLS_NEVER)
            && handle.set(LDAP_OPT_X_TLS_REQUIRE_SAN, to: LDAP_OPT_X_TLS_TRY)
            && ldap_set_option(handle.pointer, LDAP_OPT_X_TLS_CTX, context) == LDAP_OPT_SUCCESS
    }
}
