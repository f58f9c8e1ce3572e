/// Why a server did not do what it was asked: which server, at which step, and why. Never holds a secret.
///
/// A refused password is no error: see `BindResult`.
public struct LDAPError: Error, Sendable, CustomStringConvertible {
    /// What was being done.
    public enum Step: String, Sendable {
        /// Turning the server's name into addresses.
        case lookUp = "looking up the name"
        /// Opening the TCP connection.
        case connect = "connecting"
        /// Asking for TLS on a plain connection (RFC 4511, 4.14).
        case startTLS = "asking for StartTLS"
        /// The TLS handshake, with the check of the certificate.
        case handshake = "the TLS handshake"
        /// Signing in as the service.
        case serviceBind = "binding as the service"
        /// A search.
        case search = "searching"
        /// Checking a person's password.
        case userBind = "binding as the user"
        /// A search as the person who is signing in.
        case personSearch = "searching as the user"
        /// Waiting for one of the pool's connections.
        case freeConnection = "waiting for a free connection"
    }

    /// What went wrong.
    public enum Reason: Sendable, Equatable {
        /// The time was over.
        case timedOut
        /// The network's or resolver's words, such as "Connection refused".
        case unreachable(String)
        /// The server closed the connection, or what it sent was no LDAP; the library's words.
        case connectionLost(String)
        /// The certificate was not accepted; what is known of it.
        case certificate(CertificateProblem, CertificateEvidence)
        /// TLS failed for another reason; the library's words.
        case handshake(String)
        /// The server would not start TLS. There is no falling back to plain text.
        case startTLSRefused(ResultCode, diagnostic: String)
        /// The service's own name or password was refused: the operator's fault, not the visitor's.
        case serviceRefused(ResultCode, diagnostic: String)
        /// The server did not accept what the connection proves (SASL EXTERNAL): the operator's fault, too.
        case externalRefused(ResultCode, diagnostic: String)
        /// The server answered with an error.
        case result(ResultCode, diagnostic: String)
        /// The server pointed to others instead of answering; their URLs.
        case referral([String])
        /// The answer was larger than is read.
        case tooLarge
        /// The server gave only a part of an attribute's values, and the rest could not be had; why.
        case incomplete(String)
        /// The library refused before anything was sent; its words.
        case refusedLocally(String)
    }

    /// The server.
    public let server: ServerAddress
    /// What was being done.
    public let step: Step
    /// What went wrong.
    public let reason: Reason

    /// Whether a neighbour may do better: true for everything that speaks against this one server, false where the
    /// question itself is wrong (no such base, no right to search).
    public var speaksAgainstServer: Bool {
        switch reason {
        case .result(let code, _): code.speaksAgainstServer
        case .referral, .tooLarge, .incomplete, .refusedLocally: false
        default: true
        }
    }

    /// Whether the server is to be left by everybody, and not just by the login that met the error.
    ///
    /// Too many logins at once say nothing about the server, nor does a limit that one search ran into.
    var leavesServer: Bool {
        if step == .freeConnection { return false }
        return switch reason {
        case .result(.timeLimitExceeded, _), .result(.adminLimitExceeded, _): false
        default: speaksAgainstServer
        }
    }

    /// Whether the server may have looked at a person's password, and counted a wrong one, although no answer came.
    var mayHaveCounted: Bool {
        guard step == .userBind else { return false }
        return switch reason {
        case .timedOut, .connectionLost: true
        default: false
        }
    }

    /// Server, step, cause and remedy in one line for the operator.
    public var description: String {
        "\(server): \(step.rawValue) failed: \(cause)" + (remedy.map { "; \($0)" } ?? "")
    }
}
