import Testing

@testable import LDAP

@Suite("What an error advises")
struct RemedyTests {
    private static let refusal =
        "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 532, v1db1"

    private static func error(
        _ address: String, _ step: LDAPError.Step, _ reason: LDAPError.Reason
    ) throws -> LDAPError {
        LDAPError(server: try ServerAddress(parsing: address), step: step, reason: reason)
    }

    @Test("names the ports where the address and the port do not go together")
    func ports() throws {
        let lost = LDAPError.Reason.connectionLost("Can't contact LDAP server (-1)")
        let handshake = try Self.error("ldaps://ldap.test:389", .handshake, .handshake("no TLS"))
        #expect(handshake.remedy?.hasPrefix("389 is the port of ldap://") == true)
        let elsewhere = try Self.error("ldaps://ldap.test:3890", .handshake, .handshake("no TLS"))
        #expect(elsewhere.remedy?.contains("from the first byte") == true)
        for step in [LDAPError.Step.startTLS, .serviceBind] {
            let plain = try Self.error("ldap://ldap.test:636", step, lost)
            #expect(plain.remedy?.contains("is that of ldap://, 389") == true, "\(plain)")
        }
        let encrypted = try Self.error("ldaps://ldap.test", .serviceBind, lost)
        #expect(encrypted.remedy?.contains("client certificates") == true)
    }

    @Test(
        "says how a search that takes too long becomes shorter",
        arguments: [
            LDAPError.Reason.timedOut, .result(.timeLimitExceeded, diagnostic: ""),
            .result(.adminLimitExceeded, diagnostic: ""),
        ])
    func longSearch(reason: LDAPError.Reason) throws {
        let error = try Self.error("ldaps://ldap.test", .search, reason)
        #expect(error.remedy?.contains("nested: false") == true, "\(error)")
        #expect(error.remedy?.contains("directory.timeout") == true)
    }

    @Test("tells what Active Directory has against the service account")
    func serviceAccount() throws {
        let error = try Self.error(
            "ldaps://ldap.test", .serviceBind, .serviceRefused(.invalidCredentials, diagnostic: Self.refusal))
        #expect(error.cause.contains("the password has expired (data 532): Invalid credentials (49)"))
    }
}
