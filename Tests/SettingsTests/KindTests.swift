import Settings
import Testing

@Suite("directory.kind")
struct KindTests {
    /// Lines 1 to 9: the least that a file with a kind must say.
    private static func file(_ kind: String, base: String = "ou=people,dc=corp,dc=example,dc=org") -> String {
        """
        meet: {url: "https://meet.example.org"}
        token: {app-id: meet}
        directory:
          kind: \(kind)
          servers: [ldaps://ldap.example.org]
          bind: {dn: "cn=jitsi,dc=example,dc=org"}
          users:
            base: \(base)

        """
    }

    private static func directory(_ text: String) throws -> Configuration.Directory {
        try Sample.load(text).directory
    }

    @Test("active-directory presets filter, attributes, and groups by the matching rule below the domain")
    func activeDirectory() throws {
        let directory = try Self.directory(Self.file("active-directory"))
        #expect(directory.kind?.value == .activeDirectory)
        #expect(
            directory.users.filter?.value
                == "(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={username})"
                + "(userPrincipalName={username})(mail={username})))")
        #expect(directory.users.attributes.id.value == "objectGUID")
        #expect(directory.users.attributes.name.map(\.value) == ["displayName", "cn", "sAMAccountName"])
        #expect(directory.users.attributes.email.map(\.value) == ["mail"])
        #expect(directory.users.attributes.avatar == nil)
        #expect(directory.groups.source.words == "rule dc=corp,dc=example,dc=org")
        #expect(directory.groups.nested.value)
    }

    @Test("openldap presets filter, attributes, and a search for three kinds of groups below the domain")
    func openLDAP() throws {
        let directory = try Self.directory(Self.file("openldap"))
        #expect(directory.kind?.value == .openLDAP)
        #expect(
            directory.users.filter?.value
                == "(&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))")
        #expect(directory.users.attributes.id.value == "uid")
        #expect(directory.users.attributes.name.map(\.value) == ["displayName", "cn", "uid"])
        #expect(
            directory.groups.source.words
                == "search dc=corp,dc=example,dc=org (|(&(objectClass=groupOfNames)(member={dn}))"
                + "(&(objectClass=groupOfUniqueNames)(uniqueMember={dn}))"
                + "(&(objectClass=posixGroup)(memberUid={uid})))")
        #expect(!directory.groups.nested.value)
    }

    @Test("freeipa presets filter, attributes, and memberOf")
    func freeIPA() throws {
        let directory = try Self.directory(Self.file("freeipa"))
        #expect(directory.kind?.value == .freeIPA)
        #expect(
            directory.users.filter?.value
                == "(&(objectClass=posixAccount)(|(uid={username})(mail={username})))")
        #expect(directory.users.attributes.id.value == "uid")
        #expect(directory.users.attributes.name.map(\.value) == ["displayName", "cn", "uid"])
        #expect(directory.groups.source.words == "attribute memberOf")
        #expect(!directory.groups.nested.value)
    }

    @Test(
        "A preset's search for groups begins at the domain, or at the last part of the base",
        arguments: [
            ("ou=people,dc=example,dc=org", "dc=example,dc=org"), ("DC=corp, DC=org", "DC=corp,DC=org"),
            ("ou=people,o=example", "o=example"), ("ou=a,dc=b,o=c", "o=c"),
            (
                "cn=a\\,dc=b,0.9.2342.19200300.100.1.25=c,domainComponent=d",
                "0.9.2342.19200300.100.1.25=c,domainComponent=d"
            ),
            ("ou=x\\\\,dc=y", "dc=y"), ("o=solo", "o=solo"), ("dc=a,ou=b,dc=c", "dc=c"),
        ])
    func suffix(base: String, suffix: String) throws {
        let groups = try Self.directory(Self.file("active-directory", base: base)).groups
        #expect(groups.source.words == "rule \(suffix)")
    }

    @Test("What is written overrides the kind, and what is left out keeps it")
    func overrides() throws {
        let text =
            Self.file("active-directory") + """
                    filter: (sAMAccountName={username})
                    attributes: {id: sAMAccountName, email: [], avatar: thumbnailPhoto}
                  groups: {nested: false}
                """
        let directory = try Self.directory(text)
        #expect(directory.users.filter?.value == "(sAMAccountName={username})")
        #expect(directory.users.attributes.id.value == "sAMAccountName")
        #expect(directory.users.attributes.name.map(\.value) == ["displayName", "cn", "sAMAccountName"])
        #expect(directory.users.attributes.email.isEmpty)
        #expect(directory.users.attributes.avatar?.value == "thumbnailPhoto")
        #expect(directory.groups.source.words == "rule dc=corp,dc=example,dc=org")
        #expect(!directory.groups.nested.value)
    }

    @Test(
        "A source of groups that is written brings no nesting of the kind with it",
        arguments: [
            ("groups: {attribute: memberOf}", "attribute memberOf"),
            ("groups: {search: {base: \"ou=g\", filter: \"(member={dn})\"}}", "search ou=g (member={dn})"),
        ])
    func ownGroups(groups: String, source: String) throws {
        let directory = try Self.directory(Self.file("active-directory") + "  " + groups)
        #expect(directory.groups.source.words == source)
        #expect(!directory.groups.nested.value)
    }

    @Test(
        "Another word for a kind names the right one, and nothing that the kind presets is missed beside it",
        arguments: [
            ("AD", "active-directory"), ("ActiveDirectory", "active-directory"),
            ("active_directory", "active-directory"),
            ("samba", "active-directory"), ("OpenLDAP", "openldap"), ("open-ldap", "openldap"),
            ("slapd", "openldap"),
            ("389ds", "freeipa"), ("389", "freeipa"), ("FreeIPA", "freeipa"), ("fripa", "freeipa"),
            ("novell", "active-directory, openldap or freeipa"),
        ])
    func otherNames(written: String, meant: String) {
        #expect(
            Sample.problems(Self.file(written))
                == ["4:9: directory.kind: \"\(written)\" is not a kind of directory: write \(meant)"])
    }

    @Test("A default of the kind has the place of its section")
    func places() throws {
        let directory = try Self.directory(Self.file("openldap"))
        #expect(directory.users.filter?.problem("x").description == "7:3: directory.users.filter: x")
        guard case .search(let base, let filter) = directory.groups.source else {
            Issue.record("the groups are not searched for")
            return
        }
        #expect(base.problem("x").description == "3:1: directory.groups.search.base: x")
        #expect(filter.problem("x").description == "3:1: directory.groups.search.filter: x")
    }
}
