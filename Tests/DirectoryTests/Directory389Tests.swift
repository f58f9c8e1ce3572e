import LDAP
import TestSupport
import Testing

@Suite("389 Directory Server answers as its fixture says")
struct Directory389Tests {
    let server: Directory389
    let directory: RealDirectory

    init() throws {
        server = try Directory389.shared.get()
        directory = try RealDirectory(server)
    }

    /// Parts of what ldapwhoami says of a right and of a wrong password; every one must be there.
    struct Row: Sendable, CustomTestStringConvertible {
        let uid: String
        let right: [String]
        var wrong = ["ldap_bind: Invalid credentials (49)\n"]
        var testDescription: String { uid }
    }

    static let expired = "control: 2.16.840.1.113730.3.4.4 false MA=="
    static let locked = [
        "ldap_bind: Constraint violation (19); Account locked\n",
        "Exceed password retry limit. Contact system administrator to reset.",
    ]
    static let disabled = [
        "ldap_bind: Server is unwilling to perform (53); Account locked\n",
        "Account inactivated. Contact system administrator.",
    ]
    static let rows = [
        Row(uid: "fresh", right: ["dn: \(People389.person("fresh"))\n"]),
        Row(uid: "jmueller", right: ["dn: \(People389.joerg)\n"]),
        Row(uid: "kim", right: ["dn: \(People389.kim)\n"]),
        Row(
            uid: "expired",
            right: ["ldap_bind: Invalid credentials (49); Password expired\n", "password expired!", expired]),
        Row(
            uid: "mustchange",
            right: [
                "ldap_bind: Success (0); Password must be changed (Password expires in 0 seconds)\n", expired,
            ]),
        Row(uid: "disabled", right: disabled, wrong: disabled),
        Row(uid: "locked", right: locked, wrong: locked),
    ]

    @Test("Every state of a password has its answer, to the right and to a wrong one", arguments: rows)
    func table(row: Row) throws {
        let right = try bind(row.uid, People389.password(of: row.uid))
        let wrong = try bind(row.uid, "wrong")
        for part in row.right { #expect(right.contains(part), "\(right)") }
        for part in row.wrong { #expect(wrong.contains(part), "\(wrong)") }
        #expect(wrong.contains("Account locked") || !wrong.contains("control"), "\(wrong)")
    }

    @Test("A password that expires soon is accepted, with the seconds that are left, in both controls")
    func expiring() throws {
        let answer = try bind("expiring", People389.password(of: "expiring"))
        for pattern in [/Password expires in (\d+) seconds/, /PasswordExpiring control seconds=(\d+)/] {
            let seconds = try #require(answer.firstMatch(of: pattern).flatMap { Int($0.output.1) })
            #expect(seconds > 3 * 86400 && seconds <= 3 * 86400 + 43200)
        }
    }

    @Test("Grace logins are counted down, and then the password is expired")
    func grace() throws {
        try server.addPerson("grace-counted", .grace)
        let answers = try (0..<4).map { _ in
            try bind("grace-counted", People389.password(of: "grace-counted"))
        }
        for (answer, left) in zip(answers, [2, 1, 0]) {
            #expect(answer.contains("Password expired, \(left) grace logins remain"), "\(answer)")
            #expect(answer.contains(Self.expired))
        }
        #expect(answers[3].contains("Invalid credentials (49); Password expired"))
    }

    @Test("Three wrong passwords lock an account, for the right one too")
    func lockout() throws {
        try server.addPerson("locked-soon", .lockable)
        for _ in 0..<3 { #expect(try bind("locked-soon", "wrong") == Self.rows[0].wrong[0]) }
        #expect(try bind("locked-soon", People389.password(of: "locked-soon")).contains(Self.locked[0]))
    }

    @Test("Who must change the password may do nothing else")
    func mustChange() throws {
        #expect(throws: CommandFailed.self) {
            try LDAPClient.search(
                at: server.plainAddress, dn: People389.person("mustchange"),
                password: People389.password(of: "mustchange"), base: Directory389.base)
        }
    }

    @Test(
        "The module sees the verdicts: locked and inactivated accounts are refused, an expired password is wrong"
    )
    func verdicts() throws {
        for (uid, verdict) in [
            ("fresh", BindResult.Verdict.accepted), ("expired", .wrongCredentials), ("disabled", .refused),
            ("locked", .refused), ("mustchange", .accepted), ("nobody", .wrongCredentials),
        ] {
            let result = try directory.verify(People389.person(uid), People389.password(of: uid))
            #expect(result.verdict == verdict, "\(uid): \(result)")
        }
    }

    @Test("memberOf lists the groups above too, and circles end")
    func nesting() throws {
        let expected: [(String, Set<String>)] = [
            ("alice", [People389.teachers, People389.staff, People389.moderators]),
            ("bob", [People389.ringA, People389.ringB]), ("zoe", []),
        ]
        for (uid, groups) in expected {
            let found = try directory.find(
                "(uid=\(uid))", base: Directory389.usersBase, attributes: ["memberOf"])
            #expect(Set(try #require(found.first).strings("memberOf")) == groups)
        }
    }

    @Test("The service reads FreeIPA's attributes, and nobody's password")
    func reading() throws {
        let found = try directory.find(
            // Other tests lock people of their own.
            "(&(nsAccountLock=TRUE)(uid=disabled))", base: Directory389.usersBase, attributes: ["*"])
        let disabled = try #require(found.first)
        #expect(found.count == 1 && disabled.dn == People389.person("disabled"))
        #expect(disabled.string("krbPrincipalName") == "disabled@EXAMPLE.ORG")
        #expect(disabled.string("ipaUniqueID")?.count == 36)
        #expect(disabled.values("userPassword").isEmpty)
        let zoe = try #require(try directory.find("(uid=zoe)", base: Directory389.usersBase).first)
        #expect(zoe.string("displayName") == "Zoë Müller")
        #expect(zoe.values("jpegPhoto") == [SamplePhoto.jpeg])
    }

    @Test("StartTLS works on the plain port")
    func startTLS() throws {
        let encrypted = try RealDirectory(
            server.plainAddress, .startTLS, authority: server.certificateAuthorityFile,
            dn: Directory389.serviceDN, password: Directory389.servicePassword)
        #expect(try encrypted.find("(uid=alice)", base: Directory389.usersBase).count == 1)
    }

    private func bind(_ uid: String, _ password: String) throws -> String {
        try LDAPClient.bind(at: server.plainAddress, dn: People389.person(uid), password: password)
    }
}
