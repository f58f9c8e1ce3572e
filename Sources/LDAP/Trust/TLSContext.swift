internal import Secrets

/// A `Trust` as connections use it: everything is read and checked.
struct TLSContext: Sendable {
    /// What libldap itself checks.
    let library: TLSLibraryContext
    /// The keys that servers may have; empty: any. Never empty where the chain is not checked.
    let pins: [KeyPin]
    /// What the service shows of itself; nil: nothing.
    let clientCertificate: CertificateSummary?
    /// Looks into certificates that were refused.
    let examiner: CertificateExaminer

    /// The context for `trust`; the costly part of it comes from a cache where the files have not changed since.
    ///
    /// - Throws: `LDAPConfigurationError` where the authorities or the client certificate cannot be read or used, or
    ///   nothing proves a server.
    static func shared(for trust: Trust) throws(LDAPConfigurationError) -> TLSContext {
        guard trust.authorities != .none || !trust.pins.isEmpty else {
            throw LDAPConfigurationError(
                "without certificate authorities and without a pin nothing proves a server: name one of them")
        }
        let client = try trust.clientCertificate.map { certificate throws(LDAPConfigurationError) in
            try certificate.read()
        }
        let library = try TLSLibraryContext.shared(
            authorities: AuthorityBundle.read(trust.authorities), client: client)
        return TLSContext(
            library: library, pins: trust.pins, clientCertificate: client?.summary,
            examiner: try CertificateExaminer())
    }
}
