import LDAP
import TestSupport
import Testing

@Suite("389's password policy and the module LDAP")
struct Directory389PolicyTests {
    let server: Directory389
    let directory: RealDirectory

    init() throws {
        server = try Directory389.shared.get()
        directory = try RealDirectory(server)
    }

    private func bind(_ uid: String, _ password: String? = nil) throws -> BindResult {
        try directory.verify(People389.person(uid), password ?? People389.password(of: uid))
    }

    @Test("An expired password is told apart where it is right, and only there")
    func expired() throws {
        let right = try bind("expired")
        #expect(right.verdict == .wrongCredentials && right.policy?.error == .passwordExpired)
        #expect(right.provesPassword)
        let wrong = try bind("expired", "wrong")
        #expect(wrong.verdict == .wrongCredentials && !wrong.provesPassword)
    }

    @Test("A password that must be changed, and one that expires soon")
    func warnings() throws {
        let reset = try bind("mustchange")
        #expect(reset.verdict == .accepted && reset.mustChangePassword)
        let seconds = try #require(try bind("expiring").policy?.secondsUntilExpiration)
        #expect(seconds > 3 * 86400 && seconds <= 3 * 86400 + 43200)
        #expect(try bind("fresh").policy?.error == nil)
    }

    @Test(
        "A grace login is accepted: the server's other control, which says expired, is no order to change it")
    func grace() throws {
        try server.addPerson("grace-read", .grace)
        for left in [2, 1, 0] {
            let result = try bind("grace-read")
            #expect(result.verdict == .accepted && !result.mustChangePassword)
            #expect(result.policy?.graceLogins == left)
        }
        #expect(try bind("grace-read").policy?.error == .passwordExpired)
    }

    @Test(
        "Locked and inactivated accounts are refused whatever the password",
        arguments: ["locked", "disabled"])
    func locked(uid: String) throws {
        for password in [People389.password(of: uid), "wrong"] {
            let result = try bind(uid, password)
            #expect(
                result.verdict == .refused && result.policy?.error == .accountLocked && !result.provesPassword
            )
        }
    }
}
