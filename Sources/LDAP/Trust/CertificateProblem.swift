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
    /// It is not accepted for another reason.
    case invalid

    /// The problem in a clause.
    func clause(for server: ServerAddress) -> String {
        switch self {
        case .wrongName: "the certificate was not issued for '\(server.host)'"
        case .expired: "the certificate has expired"
        case .notYetValid: "the certificate is not valid yet"
        case .unknownIssuer: "the certificate comes from an authority that is not trusted, or from itself"
        case .revoked: "the certificate has been revoked"
        case .invalid: "the certificate is not acceptable"
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
        case .unknownIssuer: "name the authority's certificate (PEM) as ca-file"
        case .revoked: "give the server a new certificate"
        case .invalid: "give the server a certificate for TLS servers with a current algorithm"
        }
    }
}
