import TestSupport
import Testing

/// What directories say of an account without looking at the password must not tell a guesser anything.
@Suite("A login that proves no password")
struct UniformAnswerTests {
    private static let page = "/_login/to/Standup"

    /// An answer, without what tells one site of the tests from the other, and how long it took.
    private struct Attempt {
        let answer: HTTPAnswer
        let headers: [String]
        let time: Duration

        init(_ site: MeetSite, password: String) throws {
            let start = ContinuousClock.now
            answer = try site.login(page, as: "alice", password: password)
            time = ContinuousClock.now - start
            headers = answer.headers.filter { !$0.hasPrefix("date:") }.map {
                $0.replacing(site.origin, with: "ORIGIN")
            }
        }
    }

    /// A guess at a directory that answers it so.
    private static func guess(_ code: UInt8, _ words: String) throws -> Attempt {
        let directory = try ScriptedDirectory(password: (code, words))
        let site = try MeetSite(directory: { Responder.directory($0, servers: [directory.address]) })
        return try withExtendedLifetime(directory) { try Attempt(site, password: "guess") }
    }
    private static let wrong = Result {
        try guess(49, "80090308: LdapErr: DSID-0C090569, data 52e, v4563")
    }

    private static func expectSame(_ first: Attempt, _ second: Attempt) {
        for attempt in [first, second] {
            #expect(attempt.answer.status == 403)
            #expect(attempt.answer["location"] == nil)
            #expect(attempt.answer.body.contains("The user name or password is not right."))
            // At one of the moments at which refusals go out, whole seconds after the request came.
            #expect(attempt.time >= .seconds(1))
        }
        #expect(first.answer.bodyWithoutToken == second.answer.bodyWithoutToken)
        #expect(first.answer.bytes.count == second.answer.bytes.count)
        #expect(first.headers == second.headers)
    }

    @Test(
        "ends on the page, with the code and at the time of a wrong password, whatever the directory says",
        arguments: [
            (49, "80090308: LdapErr: DSID-0C090569, data 775, v4563"),
            (53, "Account inactivated. Contact system administrator."),
            (19, "Exceed password retry limit. Please try later."), (50, "Insufficient access"),
        ] as [(UInt8, String)])
    func scripted(code: UInt8, words: String) throws {
        Self.expectSame(try Self.wrong.get(), try Self.guess(code, words))
    }

    @Test("ends so for the right password of an account that a real directory has locked")
    func locked() throws {
        let policy = "cn=policy,ou=services,\(Slapd.base)"
        let slapd = try Slapd(
            ldif: SlapdPeople.ldif + """
                dn: \(policy)
                objectClass: applicationProcess
                objectClass: pwdPolicy
                cn: policy
                pwdAttribute: userPassword
                pwdLockout: TRUE
                pwdMaxFailure: 2

                """,
            inDatabase: "overlay ppolicy\nppolicy_default \"\(policy)\"\nppolicy_use_lockout")
        let site = try MeetSite(slapd: slapd)
        #expect(try site.login(Self.page, as: "alice").status == 303)
        let wrong = try Attempt(site, password: "guess 1")
        _ = try Attempt(site, password: "guess 2")
        Self.expectSame(wrong, try Attempt(site, password: SlapdPeople.password(of: "alice")))
        // Another account is not touched by it.
        #expect(try site.login(Self.page, as: "bob").status == 303)
    }
}
