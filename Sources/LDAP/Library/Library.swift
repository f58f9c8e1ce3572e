internal import CLDAP
internal import Glibc

/// What has to be settled once in a process, before the first call into libldap.
enum Library {
    /// Settles it; every later call returns at once.
    ///
    /// `LDAPNOINIT` keeps libldap from reading `ldap.conf`, `~/.ldaprc`, `./ldaprc` and the `LDAP*` variables, any of
    /// which could switch the check of certificates off (ldap.conf(5), "ENVIRONMENT VARIABLES").
    static func prepare() { _ = prepared }

    private static let prepared: Void = {
        unsafe setenv("LDAPNOINIT", "1", 1)
        // GnuTLS writes the keys of every session to the file that this variable names, and with them every password.
        unsafe unsetenv("SSLKEYLOGFILE")
        // To its debugging output, too, from GNUTLS_DEBUG_LEVEL=9 on, which it has read before the program began.
        cldap_silence_gnutls()
        // A server may close a connection while libldap writes to it; the write then fails with EPIPE instead.
        signal(SIGPIPE, SIG_IGN)
        // Makes libldap initialise itself now, on one thread, and under the variable above.
        withoutPlugIns {
            var code: Int32 = 0
            _ = unsafe ldap_get_option(nil, LDAP_OPT_DEBUG_LEVEL, &code)
        }
        TLSDiagnosis.install()
    }()

    /// libldap has Cyrus SASL load all its plug-ins, from wherever `SASL_PATH` says; none of them is needed here. That it
    /// finds none it tells the syslog, at debug, once: that would stand in the journal at every start.
    private static func withoutPlugIns(_ body: () -> Void) {
        let former = unsafe getenv("SASL_PATH").map { unsafe String(cString: $0) }
        unsafe setenv("SASL_PATH", "/dev/null", 1)
        let debug = Int32(1 << LOG_DEBUG)
        let mask = setlogmask(0)
        setlogmask(mask & ~debug)
        body()
        setlogmask(mask)
        if let former { unsafe setenv("SASL_PATH", former, 1) } else { unsafe unsetenv("SASL_PATH") }
    }

    /// The TLS library that libldap was built with: "GnuTLS", "OpenSSL" …; nil where it has none.
    static let tlsPackage: String? = {
        prepare()
        var name: UnsafeMutablePointer<CChar>?
        guard unsafe ldap_get_option(nil, LDAP_OPT_X_TLS_PACKAGE, &name) == LDAP_OPT_SUCCESS else {
            return nil
        }
        defer { unsafe ldap_memfree(name) }
        return unsafe name.map { unsafe String(cString: $0) }
    }()
}
