extension LDAPError {
    /// What went wrong, in a clause.
    public var cause: String {
        switch reason {
        case .timedOut: "no answer in time"
        case .unreachable(let words): words
        case .connectionLost(let words): "the connection was lost (\(words))"
        case .certificate(let problem, let evidence):
            "\(problem.clause(for: server, evidence.certificate)) (\(evidence.words))"
        case .handshake(let words): words
        case .startTLSRefused(let code, let diagnostic): "refused: " + Self.words(code, diagnostic)
        case .serviceRefused(let code, let diagnostic):
            "the directory refused the service account: "
                + (ActiveDirectoryReason(diagnostic: diagnostic).map { "\($0): " } ?? "")
                + Self.words(code, diagnostic)
        case .externalRefused(let code, let diagnostic):
            "the directory did not accept SASL EXTERNAL: " + Self.words(code, diagnostic)
        case .result(let code, let diagnostic): Self.words(code, diagnostic)
        case .referral([]): "the server refers elsewhere, and does not say where"
        case .referral(let others): "the server refers to " + others.joined(separator: ", ")
        case .tooLarge: "the answer is larger than is read"
        case .incomplete(let words): words
        case .refusedLocally(let words): words
        }
    }

    /// What the operator can do about it; nil where the cause says it all.
    public var remedy: String? {
        switch reason {
        case .certificate(let problem, _): problem.remedy(for: server)
        case .startTLSRefused: "give the server a certificate, or configure its ldaps:// address"
        case .serviceRefused(.strongerAuthRequired, _), .serviceRefused(.confidentialityRequired, _),
            .result(.strongerAuthRequired, _), .result(.confidentialityRequired, _):
            "configure ldaps:// or StartTLS"
        case .externalRefused(.authMethodNotSupported, _):
            "have the server ask for client certificates (OpenLDAP: TLSVerifyClient demand or try), or configure a DN and a password"
        case .externalRefused:
            "have the server map the client certificate, or over ldapi:// the user of this process, to an account (OpenLDAP: authz-regexp)"
        case .serviceRefused:
            "correct its DN, or the password in its file, or in the directory the account itself"
        case .connectionLost where server.scheme == .ldap && [.startTLS, .serviceBind].contains(step):
            "check that the port is that of ldap://, \(ServerAddress.Scheme.ldap.port) where nobody has changed it: "
                + "at that of ldaps:// nobody answers without TLS"
        case .connectionLost where step == .serviceBind:
            "where the server demands client certificates, name one that it accepts"
        case .referral: "configure the server that holds the entries, or another base"
        case .result(.noSuchObject, _): "check that the base of the search exists there"
        case .result(.timeLimitExceeded, _), .result(.adminLimitExceeded, _),
            .timedOut where [.search, .personSearch].contains(step):
            "where it was the search for groups, narrow directory.groups.search, "
                + "or write groups: {nested: false} for Active Directory; "
                + "else have the directory index what is searched for, or raise directory.timeout"
        case .result(.insufficientAccess, _) where step == .personSearch:
            "give everybody the right to read their own entry and groups there, or configure a service account"
        case .result(.insufficientAccess, _): "give the service account the right to search there"
        case .unreachable where step == .lookUp: "check the name, and that this host can look it up"
        case .unreachable where step == .connect: "check the address, the port and the firewall"
        case .handshake where server.scheme == .ldaps && server.port == ServerAddress.Scheme.ldap.port:
            "\(server.port) is the port of ldap://: leave it out, or write ldap:// and start-tls: true"
        case .handshake:
            "check that the port speaks TLS 1.2 or newer, from the first byte where it is ldaps://"
        case .timedOut where step == .handshake: "check that the port speaks TLS"
        default: nil
        }
    }

    private static func words(_ code: ResultCode, _ diagnostic: String) -> String {
        diagnostic.isEmpty ? "\(code)" : "\(code): \(diagnostic)"
    }
}
