import Foundation
import TestSupport
import Testing

@Suite("Without a service account, where everything is done as the person")
struct AsUserTests {
    private static let slapd = Result {
        let slapd = try Slapd.withShapes(isLarge: false)
        try slapd.letRead("users")
        return slapd
    }

    // MARK: OpenLDAP, by DN

    @Test("the person is bound by name, and entry and groups are read on that one connection")
    func byName() throws {
        let slapd = try Slapd()
        try slapd.letRead("users")
        let trial = try Trial(
            "alice", "alice secret",
            directory: slapd.sectionAsUser(
                groups: "{search: {base: \"\(Slapd.groupsBase)\", filter: \"(member={dn})\"}}"),
            access: Trial.moderators(SlapdPeople.moderators))
        #expect(trial.identity == "id alice, name Alice Adams, email alice@example.org", "\(trial.output)")
        #expect(trial.says("may enter as moderator"))
        #expect(slapd.binds(as: SlapdPeople.alice) == 1)
        #expect(slapd.binds(as: Slapd.serviceDN) == 0)
        // slapd's own check at the start, and one connection.
        let connections = Set(slapd.log.matches(of: /conn=(\d+) op=\d+ (BIND|SRCH)/).map { String($0.1) })
        #expect(connections.count == 1, "\(slapd.log)")
    }

    @Test(
        "a wrong name and a wrong password are one and the same to the visitor, and nothing is searched",
        arguments: [
            ("alice", "wrong"), ("nobody", "wrong"), ("*", "x"), ("alice,ou=people", "alice secret"),
            ("alice)(uid=*", "alice secret"), ("alice@example.org", "alice secret"),
            ("EXAMPLE\\alice", "alice secret"),
            ("alice+uid=bob", "alice secret"),
        ])
    func refused(user: String, password: String) throws {
        let slapd = try Self.slapd.get()
        let trial = try Trial(user, password, directory: slapd.sectionAsUser())
        #expect(trial.status == 77, "\(trial.output)")
        #expect(trial.says("the password is refused") && !trial.says("found "), "\(trial.output)")
    }

    @Test("a template that makes the wrong name is named where the password is refused")
    func wrongTemplate() throws {
        let section = try Self.slapd.get().sectionAsUser()
            .replacingOccurrences(of: "{username},ou=people", with: "{username},ou=peple")
        let trial = try Trial("alice", "alice secret", directory: section)
        #expect(trial.status == 77)
        #expect(trial.says("as uid=alice,ou=peple,"), "\(trial.output)")
        #expect(trial.says("see directory.bind.as-user"), "\(trial.output)")
    }

    @Test("nested groups are followed as the person")
    func nested() throws {
        let slapd = try Self.slapd.get()
        for groups in ["{nested: true}", "{attribute: memberOf, nested: true}"] {
            let trial = try Trial("bob", "bob secret", directory: slapd.sectionAsUser(groups: groups))
            #expect(
                trial.groups
                    == Set(["members", "pupils", "school"].map { "cn=\($0),ou=groups,dc=example,dc=org" }),
                "\(trial.output)")
        }
    }

    @Test("who may not read the own entry cannot enter, and the operator is told why")
    func noRights() throws {
        let slapd = try Slapd()
        let trial = try Trial("alice", "alice secret", directory: slapd.sectionAsUser())
        #expect(trial.status == 65, "\(trial.output)")
        #expect(trial.says("may not read its own entry"), "\(trial.output)")
    }

    @Test(
        "one account is one however the name was typed, and its groups are the same",
        arguments: ["ALICE", "  alice"])
    func spelling(typed: String) throws {
        let trial = try Trial(
            typed, "alice secret", directory: try Self.slapd.get().sectionAsUser(),
            access: Trial.moderators(SlapdPeople.moderators))
        #expect(
            trial.says("found \(SlapdPeople.alice)") && trial.says("may enter as moderator"),
            "\(trial.output)")
    }

    // MARK: Active Directory

    static let templates = [
        "{username}@corp.example", "CORP\\{username}", "CN={username},OU=People,DC=corp,DC=example",
    ]

    private func section(_ domain: SambaDomain, _ template: String, nested: Bool = false) -> String {
        let isName = template.contains("=")
        return domain.section(
            bind: "as-user: '\(template)'",
            users: isName ? "{attributes: {id: objectGUID}}" : "{base: \"\(SambaDomain.base)\"}",
            more: nested ? "" : "  groups: {nested: false}")
    }

    @Test("Active Directory binds people by principal, by domain and by DN", arguments: templates)
    func activeDirectory(template: String) throws {
        let domain = try SambaDomain.shared.get()
        let trial = try domain.login(
            "alice", section: section(domain, template, nested: true),
            access: Trial.moderators(SambaPeople.moderators))
        #expect(trial.says("may enter as moderator"), "\(trial.output)")
        #expect(trial.says("found CN=alice,OU=People"))
        let wrong = try domain.login("alice", "wrong", section: section(domain, template))
        #expect(wrong.status == 77 && wrong.says("the password is refused"), "\(wrong.output)")
    }

    @Test(
        "a name with a domain is taken as it was typed",
        arguments: [
            ("alice@corp.example", "alice", true), ("CORP\\alice", "alice", true),
            ("corp.example\\alice", "alice", true), ("nina.neumann@school.example", "nneumann", true),
            ("nneumann@corp.example", "nneumann", true), ("OTHER\\alice", "alice", false),
            ("alice@other.example", "alice", false), ("alice@corp", "alice", false),
            ("Müller, Jörg (Schule)", "jmueller", false), ("CLASSROOM$", "classroom", false),
            ("CN=alice,OU=People,DC=corp,DC=example", "alice", false),
        ])
    func windowsNames(typed: String, account: String, isIn: Bool) throws {
        let domain = try SambaDomain.shared.get()
        for template in Self.templates.prefix(2) {
            let trial = try domain.login(
                typed, SambaPeople.password(of: account), section: section(domain, template))
            #expect((trial.status == 0) == isIn, "\(template): \(trial.output)")
            if isIn { #expect(trial.says("found CN=\(account),OU=People")) }
        }
    }

    @Test("nobody becomes somebody else by an entry that the search finds and the bind was not for")
    func otherEntry() throws {
        let domain = try SambaDomain.shared.get()
        // Whoever is bound, this finds bob.
        let filter = "(&(objectClass=user)(cn=bob)(|(cn=bob)(cn={username})))"
        let section = domain.section(
            bind: "as-user: '{username}@corp.example'",
            users: "{base: \"\(SambaDomain.base)\", filter: \"\(filter)\"}")
        let trial = try domain.login("alice", section: section)
        #expect(trial.status == 77 && trial.says("found CN=bob"), "\(trial.output)")
        #expect(trial.says("is right for alice@corp.example, but not for CN=bob"), "\(trial.output)")
        #expect(try domain.login("bob", section: section).status == 0)
    }

    @Test(
        "Active Directory's reasons count here, too",
        arguments: ActiveDirectoryTests.states, ["{username}@corp.example", "CORP\\{username}"])
    func states(state: PasswordOutcomes, template: String) throws {
        let domain = try SambaDomain.shared.get()
        try state.expect { try domain.login(state.name, $0, section: section(domain, template)) }
    }
}

@Suite("With an anonymous search")
struct AnonymousTests {
    @Test("people are found by nobody's search where the directory allows it, and not where it does not")
    func anonymous() throws {
        let slapd = try Slapd()
        let section = slapd.section(bind: "{anonymous: true}", groups: "{attribute: memberOf}")
        let closed = try Trial("alice", "alice secret", directory: section)
        #expect(closed.status != 0 && !closed.says("may enter"), "\(closed.output)")
        try slapd.letRead("*")
        let trial = try Trial(
            "alice", "alice secret", directory: section, access: Trial.moderators(SlapdPeople.moderators))
        #expect(trial.says("may enter as moderator"), "\(trial.output)")
        #expect(try Trial("alice", "wrong", directory: section).status == 77)
        #expect(slapd.binds(as: Slapd.serviceDN) == 0)
    }
}
