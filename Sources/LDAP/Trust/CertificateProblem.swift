internal import Secrets

/// What is wrong with a server's certificate.
public enum CertificateProblem: Sendable, Equatable {
    /// It was issued for another name.
    case wrongName
    /// Its time is over, or that of a certificate in its chain.
    case expired
    /// Its time has not begun.
    case notYetValid
    /// Nobody who is believed has issued it, or it issued itself.
    case unknownIssuer
    /// Its issuer has taken it back.
    case revoked
    /// Its key or its signature, or one in its chain, is weaker than RSA with 2048 bits and SHA-256.
    case weak
    /// Its public key is none of the pinned ones.
    case otherKey
    /// It is not accepted for another reason.
    case invalid

    /// The problem in a clause, as exactly as the certificate tells.
    func clause(for server: ServerAddress, _ certificate: CertificateSummary?) -> String {
        guard let certificate else { return clause(for: server) }
        let clause = exactClause(for: server, certificate)
        // The next thing in the administrator's way, told at once.
        guard self != .expired, certificate.notAfter < .now else { return clause }
        return clause + ", and expired on \(certificate.notAfter)"
    }

    private func clause(for server: ServerAddress) -> String {
        switch self {
        case .wrongName: "the certificate was not issued for '\(server.host)'"
        case .expired: "the certificate has expired"
        case .notYetValid: "the certificate is not valid yet"
        case .unknownIssuer: "the certificate comes from an authority that is not trusted, or from itself"
        case .revoked: "the certificate has been revoked"
        case .weak: "the certificate, or one in its chain, has a weak key or signature"
        case .otherKey: "the server showed no public key that could be held against the pins"
        case .invalid: "the certificate is not acceptable"
        }
    }

    private func exactClause(for server: ServerAddress, _ certificate: CertificateSummary) -> String {
        switch self {
        case .wrongName:
            return "the certificate was not issued for '\(server.host)' but for \(certificate.names)"
        case .expired where certificate.notAfter < .now:
            let days = (CertificateTime.now.seconds - certificate.notAfter.seconds) / 86_400
            return
                "the certificate expired on \(certificate.notAfter), \(days == 1 ? "a day" : "\(days) days") ago"
        case .expired:
            return
                "the certificate is valid until \(certificate.notAfter), but one in its chain has expired (it was issued by '\(certificate.issuer)')"
        case .notYetValid where certificate.notBefore > .now:
            return "the certificate is not valid before \(certificate.notBefore)"
        case .unknownIssuer where certificate.isSelfSigned:
            return
                "the certificate signed itself ('\(certificate.subject)') and is not among the trusted ones"
        case .unknownIssuer:
            return "the certificate was issued by '\(certificate.issuer)', which is not trusted"
        case .weak:
            return
                "the certificate, or one in its chain, has a weak key or signature (its own: \(certificate.key), \(certificate.signatureAlgorithm))"
        case .otherKey:
            return "the server's public key is none of the pinned ones: it showed \(KeyPin(of: certificate))"
        case .notYetValid, .revoked, .invalid: return clause(for: server)
        }
    }

    /// What to do about it.
    func remedy(for server: ServerAddress) -> String {
        switch self {
        case .wrongName where server.host == "localhost":
            "libldap expects the machine's own name in place of localhost: configure that name, or 127.0.0.1"
        case .wrongName: "configure the server by a name that its certificate holds"
        case .expired: "renew the certificate of the server"
        case .notYetValid: "check the clocks of both machines"
        case .unknownIssuer: "name the authority's certificate (PEM) as ca-file, or put it into ca-directory"
        case .revoked: "give the server a new certificate"
        case .weak:
            "give the server a certificate with an RSA key of 2048 bits or more, or P-256, and SHA-256"
        case .otherKey:
            "if the server's key was changed on purpose, compare this pin with the server's own and add it to the pins; else somebody stands in between"
        case .invalid: "give the server a certificate for TLS servers with a current algorithm"
        }
    }
}
