import Foundation
import TestSupport
import Testing

@Suite("An Active Directory")
struct ActiveDirectoryTests {
    let domain: SambaDomain

    init() throws { domain = try SambaDomain.shared.get() }

    @Test(
        "knows people by every form of their name, in any case",
        arguments: [
            ("alice", "alice"), ("ALICE", "alice"), ("alice@corp.example", "alice"),
            ("Alice@CORP.example", "alice"), ("CORP\\alice", "alice"), ("corp\\Alice", "alice"),
            ("corp.example\\alice", "alice"), ("jmueller", "jmueller"),
            // The principal name is another than the account's, and the implicit one is good as well.
            ("nina.neumann@school.example", "nneumann"), ("nneumann@corp.example", "nneumann"),
            ("CORP\\nneumann", "nneumann"),
        ])
    func names(typed: String, account: String) throws {
        let section = domain.section(more: "  groups: {nested: false}")
        let trial = try domain.login(typed, SambaPeople.password(of: account), section: section)
        #expect(trial.status == 0, "\(trial.output)")
        let dn = account == "jmueller" ? "found CN=Müller" : "found CN=\(account),OU=People"
        #expect(trial.says(dn), "\(trial.output)")
    }

    @Test(
        "takes a name with another domain for nobody's",
        arguments: [
            "OTHER\\alice", "other.example\\alice", "alice@other.example", "example\\alice", "alice@corp",
            "alice@example", "CORP\\alice@corp.example", "CORP\\", "\\alice", "CORP\\\\alice",
            "CORP\\nina.neumann@school.example", "CORP\\nina.neumann", "CORP\\*", "*@corp.example",
        ])
    func foreignNames(typed: String) throws {
        let trial = try domain.login(typed, "alice secret")
        #expect(trial.status == 67, "\(trial.output)")
        #expect(!trial.says("found CN="))
    }

    static let states = [
        PasswordOutcomes(name: "judy", right: "may enter as member"),
        PasswordOutcomes(name: "olga", right: "may enter as member"),
        PasswordOutcomes(name: "carol", right: "may not sign in: disabled"),
        PasswordOutcomes(name: "dave", right: "may not sign in: account-expired"),
        PasswordOutcomes(name: "erin", right: "may not sign in: must-change"),
        PasswordOutcomes(name: "frank", right: "may not sign in: password-expired"),
        PasswordOutcomes(name: "heidi", right: "may not sign in: outside-hours-or-workstation"),
        PasswordOutcomes(name: "ivan", right: "may not sign in: outside-hours-or-workstation"),
        PasswordOutcomes(name: "grace", right: "the account is locked", wrong: "the account is locked"),
    ]

    @Test("says what is wrong with an account once its password is right, and not before", arguments: states)
    func accountStates(state: PasswordOutcomes) throws {
        try state.expect { try domain.login(state.name, $0) }
    }

    @Test("takes a principal name for its owner's, though it is somebody else's mail address")
    func ambiguousNames() throws {
        let own = try SambaDomain()
        try own.change(
            """
            dn: \(SambaPeople.bob)
            changetype: modify
            replace: mail
            mail: alice@corp.example

            dn: \(SambaPeople.peter)
            changetype: modify
            replace: mail
            mail: nneumann@corp.example

            dn: \(SambaPeople.thea)
            changetype: modify
            replace: mail
            mail: robert@corp.example

            """)
        for (name, mail) in [("mallory", "alice"), ("malcolm", "nina.neumann@school.example")] {
            let dn = try own.addPerson(name)
            try own.change("dn: \(dn)\nchangetype: modify\nreplace: mail\nmail: \(mail)\n")
        }
        for (typed, account) in [
            ("alice", "alice"), ("nina.neumann@school.example", "nneumann"),
            ("alice@corp.example", "alice"), ("CORP\\alice", "alice"), ("nneumann@corp.example", "nneumann"),
            ("bob@corp.example", "bob"), ("robert@corp.example", "thea"),
        ] {
            let trial = try own.login(
                typed, SambaPeople.password(of: account),
                section: own.section(more: "  groups: {nested: false}"))
            #expect(trial.says("found CN=\(account),OU=People") && trial.status == 0, "\(trial.output)")
        }
    }

    @Test("identifies people by objectGUID, as its own tools write it, and names them by displayName")
    func identity() throws {
        let entry = try LDAPClient.search(
            at: domain.ldapsAddress, authority: domain.certificateAuthorityFile, dn: SambaDomain.serviceName,
            password: SambaDomain.servicePassword, base: SambaPeople.alice, attributes: ["objectGUID"])
        let encoded = try #require(entry.firstMatch(of: /objectGUID:: (\S+)/)).1
        let bytes = try #require(Data(base64Encoded: String(encoded)))
        let check = "import sys, uuid; print(uuid.UUID(bytes_le=bytes.fromhex(sys.argv[1])))"
        let text = try Command.output(
            ["/usr/bin/python3", "-c", check, bytes.map { String(format: "%02x", $0) }.joined()])
        let trial = try domain.login("alice")
        #expect(
            trial.identity
                == "id \(text.dropLast()), name Alice Adams, email alice@corp.example", "\(trial.output)")
    }

    @Test("leaves computers out, which can sign in to it")
    func computers() throws {
        for name in ["CLASSROOM$", "CORP\\CLASSROOM$", "CLASSROOM$@corp.example"] {
            #expect(try domain.login(name, "classroom secret").status == 67)
        }
    }

    @Test("gives nested groups, the primary group and those that it is in, and circles")
    func groups() throws {
        func names(_ groups: String...) -> Set<String> {
            Set(groups.map { "cn=\($0),ou=groups,dc=corp,dc=example" })
        }
        let users = "cn=domain users,cn=users,dc=corp,dc=example"
        let builtIn = "cn=users,cn=builtin,dc=corp,dc=example"
        #expect(
            try domain.login("alice").groups
                == names("teachers", "staff", "moderators").union([users, builtIn]))
        #expect(try domain.login("bob").groups == names("ring a", "ring b").union([users, builtIn]))
        // Whoever has another primary group is still a member of the usual one.
        #expect(try domain.login("peter").groups == names("hosts", "moderators").union([users, builtIn]))
    }

    @Test("gives direct groups and the primary group only, where nested is false")
    func directGroups() throws {
        let section = domain.section(more: "  groups: {nested: false}")
        let users = "cn=domain users,cn=users,dc=corp,dc=example"
        #expect(
            try domain.login("alice", section: section).groups
                == ["cn=teachers,ou=groups,dc=corp,dc=example", users])
        #expect(
            try domain.login("peter", section: section).groups
                == ["cn=hosts,ou=groups,dc=corp,dc=example", users])
    }

    @Test(
        "gives all groups of somebody in 1,600 of them",
        arguments: ["", "  groups: {nested: false}", "  groups: {attribute: memberOf}"])
    func manyGroups(groups: String) throws {
        for number in [1, 800, SambaPeople.many] {
            let trial = try domain.login(
                "crowded", section: domain.section(more: groups),
                access: Trial.moderators(SambaPeople.manyGroup(number)))
            #expect(trial.says("may enter as moderator"), "\(trial.output.prefix(2000))")
        }
    }

    @Test("makes a moderator of whoever is in the group however deep", arguments: ["alice", "peter"])
    func moderators(name: String) throws {
        let trial = try domain.login(name, access: Trial.moderators(SambaPeople.moderators))
        #expect(trial.says("may enter as moderator"), "\(trial.output)")
        let other = try domain.login("bob", access: Trial.moderators(SambaPeople.moderators))
        #expect(other.says("may enter as member"), "\(other.output)")
    }
}
