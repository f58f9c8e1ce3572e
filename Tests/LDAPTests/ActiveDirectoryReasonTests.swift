import TestSupport
import Testing

@testable import LDAP

@Suite("Active Directory's reasons")
struct ActiveDirectoryReasonTests {
    static let rows: [(String, ActiveDirectoryReason, Bool)] = [
        ("525", .noSuchUser, false), ("52e", .wrongCredentials, false), ("530", .notAtThisHour, true),
        ("531", .notFromThisComputer, true), ("532", .passwordExpired, true),
        ("533", .accountDisabled, true), ("701", .accountExpired, true), ("773", .mustChangePassword, true),
        ("775", .accountLocked, false),
    ]

    @Test("Each is read from the answer, and some of them prove the password", arguments: rows)
    func told(number: String, reason: ActiveDirectoryReason, provesPassword: Bool) throws {
        let words =
            "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data \(number), v3839"
        // Domain controllers end the text with a NUL.
        let server = try SocketServer.scripted { ScriptedLDAP.result(49, to: $0, saying: words + "\0") }
        let result = try DirectoryServers(at: [server.address], authority: "").verify(
            "alice@corp.example", secret("x"))
        #expect(result.verdict == .wrongCredentials && result.diagnostic == words)
        #expect(result.activeDirectoryReason == reason)
        #expect(result.provesPassword == provesPassword)
        #expect(reason.description.hasSuffix(" (data \(number))"))
    }

    @Test(
        "Any other text is none",
        arguments: [
            "", "data 52e, v1db1", "AcceptSecurityContext error, data 52e",
            "AcceptSecurityContext error, data , v1",
            "AcceptSecurityContext error, data 0, v1", "AcceptSecurityContext error, data 52f, v1",
            "AcceptSecurityContext error, data 0x52e, v1", "AcceptSecurityContext error, data -52e, v1",
            "AcceptSecurityContext error, data 52e 533, v1", "AcceptSecurityContext error, data 52ex, v1",
            "AcceptSecurityContext error, data 10000000000000533, v1",
            "AcceptSecurityContext error, data ٥٣٣, v1", "AcceptSecurityContext error, data ５３３, v1",
            "AcceptSecurityContext error, data 000000533, v1", "AcceptSecurityContext error,data 533, v1",
            "80090308: LdapErr: DSID-0C0905FF, comment: AcceptSecurityContext error, data 80090346, v4563",
            "Invalid credentials",
        ])
    func none(text: String) {
        #expect(ActiveDirectoryReason(diagnostic: text) == nil)
    }

    @Test("Capital digits are the same number")
    func capitals() {
        #expect(
            ActiveDirectoryReason(diagnostic: "AcceptSecurityContext error, data 52E, v1")
                == .wrongCredentials)
    }

    @Test("A reason beside anything but a refused password is not believed")
    func otherCode() throws {
        let words = "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 533, v3839"
        let server = try SocketServer.scripted { ScriptedLDAP.result(53, to: $0, saying: words) }
        let result = try DirectoryServers(at: [server.address], authority: "").verify("x", secret("x"))
        #expect(result.verdict == .refused && result.activeDirectoryReason == nil && !result.provesPassword)
    }
}
