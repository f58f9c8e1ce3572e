import Foundation
import TestSupport
import Testing

@Suite("An OpenLDAP directory")
struct OpenLDAPTests {
    private static let slapd = Result {
        let slapd = try Slapd.withShapes()
        try slapd.liftSizeLimit()
        return slapd
    }

    private func login(
        _ user: String, _ password: String? = nil, kind: String = "openldap", users: String? = nil,
        groups: String? = nil, access: String = ""
    ) throws -> Trial {
        try Trial(
            user, password ?? SlapdPeople.password(of: user),
            directory: try Self.slapd.get().section(kind: kind, users: users, groups: groups), access: access)
    }

    private static func names(_ groups: String...) -> Set<String> {
        Set(groups.map { "cn=\($0),ou=groups,dc=example,dc=org" })
    }

    // MARK: groups

    @Test("finds groupOfNames, groupOfUniqueNames and posixGroup by itself")
    func directGroups() throws {
        #expect(try login("bob").groups == Self.names("members", "pupils"))
        #expect(try login("posix").groups == Self.names("posix"))
        // Who typed the mail address is in the same groups: {uid} is the entry's.
        #expect(try login("posix@example.org", "posix secret").groups == Self.names("posix"))
        let nested = try login("nested")
        let names = Self.names("class", "ring-a", "itself", "chain-1", "unique")
        #expect(nested.groups.isSuperset(of: names), "\(nested.output)")
        #expect(nested.groups.count == names.count + 1)
        #expect(nested.groups.contains { $0.hasPrefix("cn=müller\\, söhne \\+ co. \\\"(gmbh)\\\"") })
    }

    @Test("follows groups of groups upwards, through circles, to the end of a chain of 40")
    func nestedGroups() throws {
        #expect(
            try login("bob", groups: "{nested: true}").groups == Self.names("members", "pupils", "school"))
        let trial = try login(
            "nested", groups: "{nested: true}",
            access: Trial.moderators(ShapedGroups.chain(ShapedGroups.chainLength)))
        let outer = Self.names("school", "ring-b", "unique-outer")
        #expect(trial.groups.isSuperset(of: outer), "\(trial.output)")
        #expect(trial.groups.count == 6 + 4 + ShapedGroups.chainLength - 1, "\(trial.output)")
        #expect(trial.says("may enter as moderator"))
    }

    @Test("follows what an attribute lists in the same way")
    func nestedAttribute() throws {
        #expect(
            try login("bob", groups: "{attribute: memberOf, nested: true}").groups
                == Self.names("members", "pupils", "school"))
        let trial = try login(
            "nested", groups: "{attribute: memberOf, nested: true}",
            access: Trial.moderators(ShapedGroups.chain(ShapedGroups.chainLength)))
        #expect(trial.says("may enter as moderator"), "\(trial.output)")
        let direct = try login("bob", groups: "{attribute: memberOf}")
        #expect(direct.groups == Self.names("members", "pupils"))
    }

    @Test(
        "gives all groups of somebody in 10,000 of them, nested or not",
        arguments: ["{nested: false}", "{nested: true}", "{attribute: memberOf}"])
    func manyGroups(groups: String) throws {
        for number in [1, ShapedGroups.many] {
            let trial = try login(
                "crowded", groups: groups, access: Trial.moderators(ShapedGroups.number(number)))
            #expect(trial.says("may enter as moderator"), "\(trial.output.prefix(2000))")
            #expect(trial.says("in \(ShapedGroups.many) groups"))
        }
    }

    @Test("gives nobody a part of their groups: more than the server gives")
    func serverLimit() throws {
        // slapd gives 500 entries where nobody has said otherwise.
        let member = { (number: Int) in
            "dn: cn=g\(number),\(Slapd.groupsBase)\nobjectClass: groupOfNames\ncn: g\(number)\n"
                + "member: \(SlapdPeople.alice)\n\n"
        }
        let slapd = try Slapd(
            ldif: SlapdPeople.person(uid: "alice", name: "Alice Adams", mail: "alice@example.org"))
        try slapd.load((1...500).map(member).joined())
        #expect(try Trial("alice", "alice secret", directory: slapd.section()).says("in 500 groups"))
        try slapd.load(member(501))
        let trial = try Trial("alice", "alice secret", directory: slapd.section())
        #expect(trial.status == 65 && trial.says("raise the server's size limit"), "\(trial.output)")
    }

    @Test("gives nobody a part of their groups: nested deeper than is followed")
    func tooDeep() throws {
        let chain = (1...65).map { number in
            SlapdPeople.group(
                "deep-\(number)",
                members: [number == 1 ? SlapdPeople.alice : "cn=deep-\(number - 1),\(Slapd.groupsBase)"])
        }
        let alice = SlapdPeople.person(uid: "alice", name: "Alice Adams", mail: "alice@example.org")
        let slapd = try Slapd(ldif: alice + chain.prefix(64).joined())
        for groups in ["{nested: true}", "{attribute: memberOf, nested: true}"] {
            let section = slapd.section(groups: groups)
            let trial = try Trial("alice", "alice secret", directory: section)
            #expect(trial.says("in 64 groups"), "\(trial.output)")
        }
        try slapd.add(chain[64])
        for groups in ["{nested: true}", "{attribute: memberOf, nested: true}"] {
            let section = slapd.section(groups: groups)
            let trial = try Trial("alice", "alice secret", directory: section)
            #expect(trial.status == 65 && trial.says("nested more than 64 deep"), "\(trial.output)")
        }
    }

    @Test("gives nobody a part of their groups: too many to be read one by one")
    func tooManyToFollow() throws {
        let trial = try login("crowded", groups: "{attribute: memberOf, nested: true}")
        #expect(trial.status == 65, "\(trial.output.prefix(2000))")
        #expect(trial.says("use directory.groups.search, or nested: false"))
    }

    @Test("wants a uid where the group search asks for one, and not elsewhere")
    func searchPlaceholders() throws {
        let groups = "ou=groups,dc=example,dc=org"
        let byUID = "{search: {base: \"\(groups)\", filter: \"(memberUid={uid})\"}}"
        #expect(try login("posix@example.org", "posix secret", groups: byUID).groups == Self.names("posix"))
        let byID = "{search: {base: \"\(groups)\", filter: \"(memberUid={id})\"}}"
        #expect(try login("posix@example.org", "posix secret", groups: byID).groups == Self.names("posix"))
    }

    // MARK: entries

    /// Who, the attributes asked for, and what the token says.
    static let identities = [
        ("optia", "", "id optia, name Optia Plain, email optia@example.org"),
        ("onlylang", "", "id onlylang, name Nur Deutsch, email -"),
        ("bare", "", "id bare, name Bare, email -"), ("blank", "", "id blank, name Blank, email -"),
        ("bare", "{name: [displayName, mail, uid]}", "id bare, name bare, email -"),
        ("optia", "{name: displayName;lang-en}", "id optia, name Optia English, email optia@example.org"),
        ("invalid", "", "id invalid, name Invalid, email -"),
        ("several", "{id: mail}", "id several@example.org, name Severa Al, email several@example.org"),
    ]

    @Test("gives the first name and address that an entry has", arguments: identities)
    func identity(uid: String, attributes: String, says: String) throws {
        let users = attributes.isEmpty ? nil : "    attributes: \(attributes)"
        let trial = try login(uid, users: users)
        #expect(trial.identity == says, "\(trial.output)")
    }

    @Test("takes the same one of several ids every time: the one that names the entry, else the smallest")
    func severalIDs() throws {
        let entries =
            SlapdPeople.person(
                uid: "zora", name: "Zora", mail: "zora@example.org",
                more: "uid: adam\nemployeeType: b\nemployeeType: a")
        let slapd = try Slapd(ldif: entries)
        #expect(
            try Trial("adam", "zora secret", directory: slapd.section()).identity?.hasPrefix("id zora,")
                == true)
        let other = slapd.section(users: "    attributes: {id: employeeType}")
        #expect(try Trial("zora", "zora secret", directory: other).identity?.hasPrefix("id a,") == true)
    }

    @Test(
        "lets nobody in whose id is missing, empty or binary, and says what to do",
        arguments: [
            ("alice", "employeeNumber", "or let whoever searches read it"),
            ("control", "anyBytes", "what it holds is no text"),
            ("invalid", "anyBytes", "what it holds is no text"),
            ("picture", "jpegPhoto", "what it holds is no text"),
        ])
    func unusableID(uid: String, attribute: String, remedy: String) throws {
        let trial = try login(uid, users: "    attributes: {id: \(attribute)}")
        #expect(trial.status == 65, "\(trial.output)")
        #expect(trial.says("has no usable \(attribute)") && trial.says(remedy), "\(trial.output)")
        #expect(trial.says("directory.users.attributes.id"))
    }

    @Test("asks for what it needs, and for no photo")
    func attributes() throws {
        let slapd = try Slapd()
        #expect(try Trial("alice", "alice secret", directory: slapd.section()).status == 0)
        let asked = slapd.log.components(separatedBy: "SRCH attr=").dropFirst().map {
            String($0.prefix { $0 != "\n" })
        }
        #expect(
            asked.contains("uid displayName cn mail pwdAccountLockedTime"), "\(asked)"
        )
        #expect(
            asked.allSatisfy {
                ["1.1", "uid displayName cn mail pwdAccountLockedTime"].contains($0)
            },
            "\(asked)")
    }

    @Test(
        "knows one person by all the ways to type the name",
        arguments: ["alice", "ALICE", "Alice@Example.ORG"])
    func oneAccount(typed: String) throws {
        let trial = try login(typed, "alice secret")
        #expect(trial.identity == "id alice, name Alice Adams, email alice@example.org", "\(trial.output)")
        #expect(trial.says("found \(SlapdPeople.alice)"))
    }

    @Test(
        "takes no domain for a part of a name",
        arguments: ["EXAMPLE\\alice", "alice@example.com", "example.org\\alice"])
    func noDomains(typed: String) throws {
        #expect(try login(typed, "alice secret").status == 67)
    }
}
