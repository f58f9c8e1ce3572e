public import Secrets

/// A look at a server's certificate, for an administrator.
public struct CertificateInspection: Sendable {
    /// The server.
    public let server: ServerAddress
    /// What its certificate says, whether it is believed or not; nil where there is none to be had.
    public let certificate: CertificateSummary?
    /// The pin of its key, to be compared with the server's own before it is configured.
    public var pin: KeyPin? { certificate.map { KeyPin(of: $0) } }
    /// The version of TLS that was agreed upon, such as "TLS1.3"; nil where the server was not accepted.
    public let tlsVersion: String?
    /// Why the server was not accepted; nil where it was.
    public let failure: LDAPError?

    /// Connects to `server` as a login would and hangs up after the handshake; nothing is bound.
    ///
    /// - Parameters:
    ///   - trust: whose certificates are believed.
    ///   - timeout: the longest that the connection may take. The look-up of the name is the resolver's affair.
    /// - Throws: `LDAPConfigurationError` where `trust` cannot be used.
    public static func run(
        _ server: DirectoryServer, trust: Trust, timeout: Duration
    ) throws(LDAPConfigurationError) -> CertificateInspection {
        let hasTLS = [.ldaps, .startTLS].contains(server.security)
        let context = hasTLS ? try TLSContext.shared(for: trust) : nil
        let book = AddressBook(server.address)
        _ = book.refresh()
        let deadline = Deadline(in: timeout)
        do throws(LDAPError) {
            let connection = try Connection.open(
                to: server, addresses: try book.addresses(until: deadline), context: context, until: deadline)
            let version = connection.tlsVersion
            return CertificateInspection(
                server: server.address, certificate: connection.peerCertificate,
                tlsVersion: version.isEmpty ? nil : version, failure: nil)
        } catch {
            var certificate: CertificateSummary?
            if case .certificate(_, let evidence) = error.reason { certificate = evidence.certificate }
            return CertificateInspection(
                server: server.address, certificate: certificate, tlsVersion: nil, failure: error)
        }
    }
}
