import LDAP
import TestSupport
import Testing

@Suite("slapd's password policy answers as its fixture says")
struct SlapdPolicyTests {
    static let shared = Result { try Slapd.withPasswordPolicy() }
    let slapd: Slapd

    init() throws { slapd = try Self.shared.get() }

    /// What a right and a wrong password are answered, in ldapwhoami's words.
    struct Row: Sendable, CustomTestStringConvertible {
        let uid: String
        let right: String
        let wrong: String
        var testDescription: String { uid }
    }

    static let refused = "ldap_bind: Invalid credentials (49)\n"
    static let locked = "ldap_bind: Invalid credentials (49); Account locked\n"
    static let rows = [
        Row(uid: "fresh", right: "dn:\(Slapd.person("fresh"))\n", wrong: refused),
        Row(uid: "alice", right: "dn:\(Slapd.person("alice"))\n", wrong: refused),
        Row(uid: "expired", right: "ldap_bind: Invalid credentials (49); Password expired\n", wrong: refused),
        Row(
            uid: "mustchange",
            right: "dn:\(Slapd.person("mustchange"))\nldap_bind: Success (0); Password must be changed\n",
            wrong: refused),
        Row(uid: "locked", right: locked, wrong: locked),
        Row(uid: "early", right: locked, wrong: locked),
        Row(uid: "over", right: locked, wrong: locked),
    ]

    @Test("Every state of a password has its answer, to the right and to a wrong one", arguments: rows)
    func table(row: Row) throws {
        #expect(try bind(row.uid, SlapdPeople.password(of: row.uid)) == row.right)
        #expect(try bind(row.uid, "wrong") == row.wrong)
    }

    @Test("A password that expires soon is accepted, with the seconds that are left")
    func expiring() throws {
        let answer = try bind("expiring", SlapdPeople.password(of: "expiring"))
        let match = try #require(answer.firstMatch(of: /Password expires in (\d+) seconds/))
        let seconds = try #require(Int(match.output.1))
        #expect(seconds > 3 * 86400 && seconds <= 3 * 86400 + 43200)
    }

    @Test("Grace logins are counted down, and then the password is expired")
    func grace() throws {
        let dn = try slapd.addPerson("grace-counted", .grace(logins: 2))
        let answers = try (0..<3).map { _ in
            try LDAPClient.bind(
                at: slapd.plainAddress, dn: dn, password: SlapdPeople.password(of: "grace-counted"))
        }
        #expect(answers[0].contains("Password expired, 1 grace logins remain"))
        #expect(answers[1].contains("Password expired, 0 grace logins remain"))
        #expect(answers[2] == "ldap_bind: Invalid credentials (49); Password expired\n")
    }

    @Test("Three wrong passwords lock an account, for the right one too")
    func lockout() throws {
        try slapd.addPerson("locked-soon", .lockable)
        for _ in 0..<3 { #expect(try bind("locked-soon", "wrong") == Self.refused) }
        #expect(try bind("locked-soon", SlapdPeople.password(of: "locked-soon")) == Self.locked)
    }

    @Test("Who must change the password may do nothing else")
    func mustChange() throws {
        #expect(throws: CommandFailed.self) {
            try LDAPClient.search(
                at: slapd.plainAddress, dn: Slapd.person("mustchange"),
                password: SlapdPeople.password(of: "mustchange"), base: Slapd.base)
        }
    }

    @Test("Without ppolicy_use_lockout a locked account looks like a wrong password")
    func silentLockout() throws {
        let own = try Slapd.withPasswordPolicy(revealsLockout: false)
        for uid in ["locked", "early", "over"] {
            let answer = try LDAPClient.bind(
                at: own.plainAddress, dn: Slapd.person(uid), password: SlapdPeople.password(of: uid))
            #expect(answer == Self.refused, "\(uid)")
        }
    }

    @Test("Without the request control one refusal is like another, and the module says wrong credentials")
    func withoutControl() throws {
        let directory = try RealDirectory(slapd)
        for uid in ["expired", "locked", "early", "over"] {
            let result = try directory.verify(Slapd.person(uid), SlapdPeople.password(of: uid))
            #expect(result.verdict == .wrongCredentials && result.diagnostic.isEmpty, "\(uid)")
        }
        for uid in ["fresh", "expiring", "mustchange"] {
            let result = try directory.verify(Slapd.person(uid), SlapdPeople.password(of: uid))
            #expect(result.verdict == .accepted, "\(uid)")
        }
    }

    private func bind(_ uid: String, _ password: String) throws -> String {
        try LDAPClient.bind(at: slapd.plainAddress, dn: Slapd.person(uid), password: password)
    }
}
