internal import CLDAP
internal import Glibc
internal import Secrets

extension Connection {
    /// Holds what TLS has agreed upon against our rules, before anything else is sent.
    ///
    /// libldap has looked at the chain and the name already, where there are authorities. Its own check of a key
    /// (`LDAP_OPT_X_TLS_PEERKEY_HASH`) knows one pin only, and a change of keys needs two.
    func prove(by context: TLSContext) throws(LDAPError) {
        // The rules in the context see to it; this sees to it that they held, whatever the TLS library was told.
        let version = tlsVersion
        guard version.hasSuffix("1.2") || version.hasSuffix("1.3") else {
            throw failure(.handshake("the server speaks '\(presentable(version))'"), .handshake)
        }
        guard context.library.checksChain || !context.pins.isEmpty else {
            throw failure(.refusedLocally("nothing proves the server"), .handshake)
        }
        guard !context.pins.isEmpty else { return }
        let certificate = peerCertificate
        let isPinned = certificate.map { shown in
            context.pins.reduce(false) { $1.matches(KeyPin(of: shown)) || $0 }
        }
        guard isPinned == true else {
            let evidence = CertificateEvidence(words: "it is not pinned", certificate: certificate)
            throw failure(.certificate(.otherKey, evidence), .handshake)
        }
    }

    /// The version of TLS in use, in the TLS library's words, such as "TLS1.3"; empty without TLS.
    var tlsVersion: String { handle.text(of: LDAP_OPT_X_TLS_VERSION) }

    /// What the certificate says that the server has shown; nil where there is none, or none that can be read.
    var peerCertificate: CertificateSummary? {
        var value = unsafe berval(bv_len: 0, bv_val: nil)
        let code = unsafe ldap_get_option(handle.pointer, LDAP_OPT_X_TLS_PEERCERT, &value)
        guard code == LDAP_OPT_SUCCESS, let bytes = unsafe value.bv_val else { return nil }
        defer { unsafe ldap_memfree(bytes) }
        let der = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: Int(clamping: value.bv_len)))
        return try? CertificateSummary(der: der)
    }
}
