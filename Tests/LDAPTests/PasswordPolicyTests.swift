import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("slapd's password policy")
struct PasswordPolicyTests {
    static let shared = Result { try Slapd.withPasswordPolicy() }
    let slapd: Slapd
    let directory: DirectoryServers

    init() throws {
        slapd = try Self.shared.get()
        directory = try DirectoryServers(at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
    }

    private func bind(_ uid: String, _ password: String? = nil) throws -> BindResult {
        try directory.verify(
            Slapd.person(uid), secret(password ?? SlapdPeople.password(of: uid)))
    }

    @Test("A fresh password is accepted, and the policy has nothing to tell")
    func fresh() throws {
        let result = try bind("fresh")
        #expect(result.verdict == .accepted && result.provesPassword && !result.mustChangePassword)
        #expect(result.policy == PasswordPolicyAnswer())
        #expect(result.activeDirectoryReason == nil)
    }

    @Test("A password that expires soon is accepted, with the seconds that are left")
    func expiring() throws {
        let result = try bind("expiring")
        #expect(result.verdict == .accepted)
        let seconds = try #require(result.policy?.secondsUntilExpiration)
        #expect(seconds > 3 * 86400 && seconds <= 3 * 86400 + 43200)
        #expect(result.policy?.error == nil && result.policy?.graceLogins == nil)
    }

    @Test("Grace logins are counted down one by one, and then the password is expired")
    func grace() throws {
        try slapd.addPerson("grace-down", .grace(logins: 2))
        #expect(try bind("grace-down").policy == PasswordPolicyAnswer(graceLogins: 1))
        let last = try bind("grace-down")
        #expect(last.verdict == .accepted && last.policy == PasswordPolicyAnswer(graceLogins: 0))
        #expect(try bind("grace-down").policy?.error == .passwordExpired)
    }

    @Test("A search as the person costs no further grace login")
    func graceOnce() throws {
        try slapd.addPerson("grace-search", .grace(logins: 3))
        let (result, found) = try directory.asPerson(
            Slapd.person("grace-search"), SlapdPeople.password(of: "grace-search")
        ) { session throws(LDAPError) in
            for _ in 0..<3 { _ = try session.rootDSE() }
            return true
        }
        #expect(found == true && result.policy?.graceLogins == 2)
    }

    @Test("An expired password is told apart where it is right, and only there")
    func expired() throws {
        let right = try bind("expired")
        #expect(right.verdict == .wrongCredentials && right.policy?.error == .passwordExpired)
        #expect(right.provesPassword)
        let wrong = try bind("expired", "wrong")
        #expect(wrong.verdict == .wrongCredentials && wrong.policy?.error == nil && !wrong.provesPassword)
    }

    @Test("Who must change the password is accepted, and nothing is searched for as them")
    func mustChange() throws {
        let (result, found) = try directory.asPerson(
            Slapd.person("mustchange"), SlapdPeople.password(of: "mustchange")
        ) { session throws(LDAPError) in try session.rootDSE() }
        #expect(result.verdict == .accepted && result.policy?.error == .changeAfterReset)
        #expect(result.mustChangePassword && found == nil)
        #expect(try bind("mustchange", "wrong").policy?.error == nil)
    }

    @Test(
        "A locked account is locked for every password, which proves none",
        arguments: ["locked", "early", "over"])
    func locked(uid: String) throws {
        for password in [SlapdPeople.password(of: uid), "wrong"] {
            let result = try bind(uid, password)
            #expect(result.verdict == .wrongCredentials && result.policy?.error == .accountLocked)
            #expect(!result.provesPassword)
        }
    }

    @Test("Three wrong passwords lock an account, so each was counted once")
    func lockout() throws {
        try slapd.addPerson("lock-counted", .lockable)
        for _ in 0..<2 { #expect(try bind("lock-counted", "wrong").policy?.error == nil) }
        #expect(try bind("lock-counted").verdict == .accepted)
        for _ in 0..<3 { #expect(try bind("lock-counted", "wrong").policy?.error == nil) }
        #expect(try bind("lock-counted").policy?.error == .accountLocked)
    }

    @Test("A server without a policy disregards the question")
    func withoutPolicy() throws {
        let plain = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [plain.ldapsAddress], authority: plain.certificateAuthorityFile)
        let result = try directory.verify(SlapdPeople.alice, secret(SlapdPeople.password(of: "alice")))
        #expect(result.verdict == .accepted && result.policy == nil)
    }
}
