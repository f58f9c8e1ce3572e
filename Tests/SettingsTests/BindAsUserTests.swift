import Settings
import Testing

@Suite("directory.bind.as-user")
struct BindAsUserTests {
    private static let forms =
        "write \"uid={username},ou=people,dc=example,dc=org\", \"{username}@corp.example\" or 'CORP\\{username}'"

    /// The sample with a name to bind with in line 7, in the place of a service account.
    private static func with(_ template: String) -> String {
        Sample.file.replacing("{dn: \"cn=jitsi,dc=example,dc=org\"}", with: "{as-user: \(template)}")
    }

    /// The same with a person's DN to bind with, which needs neither base nor filter.
    private static func byName(_ template: String) -> String {
        with(template).replacing(
            "    base: ou=people,dc=example,dc=org\n    filter: (uid={username})\n",
            with: "    attributes: {id: uid}\n")
    }

    @Test(
        "The name to bind with is made of {username}, once, in a value",
        arguments: [
            ("alice", "\"alice\" is one name for everybody: \(forms)"),
            ("\"uid=alice,dc=x\"", "\"uid=alice,dc=x\" is one name for everybody: \(forms)"),
            ("\"{username}\"", "\"{username}\" is no name that a directory binds: \(forms)"),
            ("\"{user}@corp.example\"", "\"{user}\" is not filled in here: write {username}"),
            ("\"uid={username},ou={id},dc=x\"", "\"{id}\" is not filled in here: write {username}"),
            ("\"{username\"", "a { is not closed: write {username}"),
            (
                "\"uid={username},ou={username},dc=x\"",
                "\"uid={username},ou={username},dc=x\" has {username} more than once: \(forms)"
            ),
            (
                "\"uid=a,{username}=b,dc=x\"",
                "\"uid=a,{username}=b,dc=x\" has {username} before an equals sign: write uid={username}"
            ),
            (
                "\"uid=a,{username},dc=x\"",
                "\"uid=a,{username},dc=x\" has a part without an attribute, \"{username}\": write uid={username}"
            ),
            (
                "\"{username}@\"",
                "\"{username}@\" has no realm behind its @: write \"{username}@corp.example\""
            ),
            (
                "\"{username}@corp example\"",
                "\"{username}@corp example\" has no realm behind its @: write \"{username}@corp.example\""
            ),
            (
                "\"a{username}@corp.example\"",
                "\"a{username}@corp.example\" is no name that a directory binds: \(forms)"
            ),
            ("\"CORP/{username}\"", "\"CORP/{username}\" is no name that a directory binds: \(forms)"),
            (
                "'CORP\\\\{username}'",
                "\"CORP\\\\{username}\" has no domain's short name before one backslash: write 'CORP\\{username}'"
            ),
            (
                "'\\{username}'",
                "\"\\{username}\" has no domain's short name before one backslash: write 'CORP\\{username}'"
            ),
            (
                "'corp.example.organisation\\{username}'",
                "\"corp.example.organisation\\{username}\" has no domain's short name before one backslash: "
                    + "write 'CORP\\{username}'"
            ),
        ])
    func names(template: String, problem: String) {
        #expect(
            Sample.problems(Self.with(template))
                == ["7:19: directory.bind.as-user: \(problem)"])
    }

    @Test("Where the name is a DN, nobody is searched for: neither base nor filter is missed")
    func byName() throws {
        let directory = try Sample.load(Self.byName("\"uid={username},ou=people,dc=example,dc=org\""))
            .directory
        #expect(directory.bind.words == "as uid={username},ou=people,dc=example,dc=org")
        #expect(directory.users.base == nil)
        #expect(directory.users.filter == nil)
        #expect(directory.users.attributes.id.value == "uid")
    }

    @Test("and neither is taken, as they would keep nobody out")
    func unused() {
        #expect(
            Sample.problems(Self.with("\"uid={username},dc=x\"")) == [
                "9:5: directory.users.base: is not used where bind.as-user is a DN, as nobody is searched for: remove it",
                "10:5: directory.users.filter: is not used where bind.as-user is a DN, as nobody is searched for: "
                    + "remove it (access.allow says who may enter)",
            ])
    }

    @Test("A kind's search for groups then begins where that DN's domain does")
    func groupsByName() throws {
        let text = Self.byName("\"uid={username},ou=people,dc=example,dc=org\"")
            .replacing("directory:\n", with: "directory:\n  kind: openldap\n")
        guard case .search(let base, _) = try Sample.load(text).directory.groups.source else {
            Issue.record("the groups are not searched for")
            return
        }
        #expect(base.value == "dc=example,dc=org")
    }

    @Test("Other names than DNs need base and filter, or a kind")
    func principal() throws {
        let text = Self.with("\"{username}@corp.example\"")
        let bare = text.replacing(
            "    base: ou=people,dc=example,dc=org\n    filter: (uid={username})\n", with: ""
        )
        .replacing("  users:\n", with: "")
        #expect(
            Sample.problems(bare) == [
                "5:1: directory.users.base: is missing: write the DN that all accounts are below",
                "5:1: directory.users.filter: is missing: write a filter such as (uid={username}), or directory.kind",
            ])
        let kind = bare.replacing("directory:\n", with: "directory:\n  kind: active-directory\n")
        #expect(
            Sample.problems(kind)
                == ["5:1: directory.users.base: is missing: write the DN that all accounts are below"])
    }

    @Test("OpenLDAP and FreeIPA bind no names but DNs", arguments: ["openldap", "freeipa"])
    func wrongKind(kind: String) {
        let text = Self.with("\"{username}@corp.example\"")
            .replacing("directory:\n", with: "directory:\n  kind: \(kind)\n")
        #expect(
            Sample.problems(text) == [
                "8:19: directory.bind.as-user: \"{username}@corp.example\" is a name for Active Directory, and \(kind) "
                    + "wants a DN: write \"uid={username},ou=people,dc=example,dc=org\""
            ])
    }
}
