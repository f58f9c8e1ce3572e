internal import CLDAP
internal import Glibc

/// The certificate authorities and the rules of TLS, read once and shared by all connections of one `Trust`.
///
/// With the system's authorities a context costs 3.7 MiB and 15 ms, so one a connection would be too many.
@safe
final class TLSContext: @unchecked Sendable {
    // The library's context is counted by the library and only read by handshakes; `handle` is never used again.
    private let handle: Handle
    private let context: UnsafeMutableRawPointer

    /// The context for `trust`, from the cache where the file has not changed since.
    ///
    /// - Throws: `LDAPConfigurationError` where the authorities cannot be read.
    static func shared(for trust: Trust) throws(LDAPConfigurationError) -> TLSContext {
        let file = try trust.authorities.file()
        let key = Fingerprint(of: file)
        return try cache.withLock { cache throws(LDAPConfigurationError) in
            if let known = cache[key] { return known }
            let context = try TLSContext(authorities: file)
            cache[key] = context
            return context
        }
    }

    /// The library gives no way to let go of a context that has been asked for (`LDAP_OPT_X_TLS_CTX` counts it up),
    /// so that a reload with the same file must find the one that exists.
    private static let cache = Monitor<[Fingerprint: TLSContext]>([:])

    private init(authorities file: String) throws(LDAPConfigurationError) {
        Library.prepare()
        guard let handle = Handle() else { throw LDAPConfigurationError("libldap gave no handle") }
        try Self.configure(handle, authorities: file)
        var context: UnsafeMutableRawPointer?
        guard unsafe ldap_get_option(handle.pointer, LDAP_OPT_X_TLS_CTX, &context) == LDAP_OPT_SUCCESS,
            let context = unsafe context
        else { throw LDAPConfigurationError("libldap gave no TLS context") }
        self.handle = handle
        unsafe self.context = context
    }

    /// Every option first, `LDAP_OPT_X_TLS_NEWCTX` last: only that makes a context of them.
    private static func configure(_ handle: Handle, authorities file: String) throws(LDAPConfigurationError) {
        let rules =
            switch Library.tlsPackage {
            // GnuTLS ignores LDAP_OPT_X_TLS_PROTOCOL_MIN; its priority string says what it may speak.
            case "GnuTLS":
                handle.set(LDAP_OPT_X_TLS_CIPHER_SUITE, to: "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")
            case "OpenSSL":
                handle.set(LDAP_OPT_X_TLS_PROTOCOL_MIN, to: cldap_tls_1_2)
            default: false
            }
        guard rules else {
            throw LDAPConfigurationError(
                "libldap with '\(Library.tlsPackage ?? "no TLS")' cannot be held to TLS 1.2: GnuTLS or OpenSSL is needed"
            )
        }
        var words = ""
        let made = TLSDiagnosis.watching(&words) {
            handle.set(LDAP_OPT_X_TLS_CACERTFILE, to: file)
                && handle.set(LDAP_OPT_X_TLS_REQUIRE_CERT, to: LDAP_OPT_X_TLS_DEMAND)
                && handle.set(LDAP_OPT_X_TLS_NEWCTX, to: 0)
        }
        guard made else {
            throw LDAPConfigurationError(
                "the certificate authorities in \(file) cannot be used: \(words.isEmpty ? "no valid PEM" : words)"
            )
        }
    }

    /// Makes a connection's handle use this context, and demand the certificate and its name.
    func apply(to handle: Handle) -> Bool {
        // The option of the handle governs the check of the name, the one in the context that of the chain.
        // Where a certificate has alternative names, its common name is none (RFC 6125, 6.4.4).
        unsafe handle.set(LDAP_OPT_X_TLS_REQUIRE_CERT, to: LDAP_OPT_X_TLS_DEMAND)
            && handle.set(LDAP_OPT_X_TLS_REQUIRE_SAN, to: LDAP_OPT_X_TLS_TRY)
            && ldap_set_option(handle.pointer, LDAP_OPT_X_TLS_CTX, context) == LDAP_OPT_SUCCESS
    }
}

/// Tells a file from what it was before.
private struct Fingerprint: Hashable {
    private let path: String
    private let numbers: [Int]

    init(of path: String) {
        var status = stat()
        self.path = path
        guard unsafe stat(path, &status) == 0 else {
            numbers = []
            return
        }
        numbers = [
            Int(status.st_dev), Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec,
        ]
    }
}
