import Settings
import Testing

@Suite("directory.bind")
struct BindTests {
    private static let account = "{dn: \"cn=jitsi,dc=example,dc=org\"}"
    private static let server = "[ldaps://ldap.example.org]"
    private static let forms =
        "write \"uid={username},ou=people,dc=example,dc=org\", \"{username}@corp.example\" or 'CORP\\{username}'"

    /// The sample with another way to bind in line 7.
    private static func with(_ bind: String, servers: String = server) -> String {
        Sample.file.replacing(account, with: bind).replacing(server, with: servers)
    }

    /// The same with a person's DN to bind with, which needs neither base nor filter.
    private static func byName(_ template: String) -> String {
        with("{as-user: \(template)}").replacing(
            "    base: ou=people,dc=example,dc=org\n    filter: (uid={username})\n",
            with: "    attributes: {id: uid}\n")
    }

    @Test(
        "Each way to bind is read as written",
        arguments: [
            (account, server, "account cn=jitsi,dc=example,dc=org /etc/jitsi/ldap-password"),
            (
                "{dn: \"cn=jitsi,dc=example,dc=org\", anonymous: false}", server,
                "account cn=jitsi,dc=example,dc=org /etc/jitsi/ldap-password"
            ),
            (
                "{sasl: external, certificate-file: c.pem, key-file: ./c.key}", server,
                "external /etc/jitsi/c.pem /etc/jitsi/c.key"
            ),
            (
                "{sasl: external, certificate-file: c.pem, key-file: c.key}",
                "[ldap://ldap.example.org]\n  start-tls: true", "external /etc/jitsi/c.pem /etc/jitsi/c.key"
            ),
            (
                "{sasl: external, certificate-file: c.pem, key-file: c.key}", "dns:example.org",
                "external /etc/jitsi/c.pem /etc/jitsi/c.key"
            ),
            (
                "{sasl: external, certificate-file: c.pem, key-file: c.key}",
                "[ldapi://%2frun%2fslapd%2fldapi, ldaps://b]", "external /etc/jitsi/c.pem /etc/jitsi/c.key"
            ),
            (
                "{sasl: external, certificate-file: c.pem}", server,
                "external /etc/jitsi/c.pem /etc/jitsi/ldap-client-key"
            ),
            ("{sasl: external}", "[ldapi://%2frun%2fslapd%2fldapi]", "external - -"),
            ("{anonymous: true}", server, "anonymous"),
            ("{as-user: \"{username}@corp.example\"}", server, "as {username}@corp.example"),
            ("{as-user: 'CORP\\{username}'}", server, "as CORP\\{username}"),
            ("\n    as-user: CORP\\{username}", server, "as CORP\\{username}"),
        ])
    func read(bind: String, servers: String, expected: String) throws {
        let configuration = try Sample.load(Self.with(bind, servers: servers))
        #expect(configuration.directory.bind.words == expected)
        #expect(configuration.notices.isEmpty)
    }

    @Test(
        "The key that shows a certificate is a secret: ldap-client-key, or a name without a slash, is a credential",
        arguments: ["", ", key-file: ldap-client-key"])
    func key(written: String) throws {
        let text = Self.with("{sasl: external, certificate-file: c.pem\(written)}")
        let bind = try Sample.load(text, environment: ["CREDENTIALS_DIRECTORY": "/run/cred"]).directory.bind
        #expect(bind.words == "external /etc/jitsi/c.pem /run/cred/ldap-client-key")
        #expect(bind.secretFile?.value.source == .credential)
        let pasted = Self.with("{sasl: external, certificate-file: c.pem, key-file: \"-----BEGIN KEY-----\"}")
        #expect(
            Sample.problems(pasted) == [
                "7:61: directory.bind.key-file: this is a key itself: "
                    + "put it into a file of its own, mode 0600, and name that file"
            ])
    }

    @Test(
        "There is one way to bind, and nothing that belongs to another",
        arguments: [
            Change(
                account, "{password-file: a}",
                "7:3: directory.bind.dn: is missing: write the DN of the account that searches the directory"),
            Change(
                account, "{anonymous: false}",
                "7:3: directory.bind.dn: is missing: write the DN of the account that searches the directory"),
            Change(
                account, "{dn: \"cn=a,dc=b\", anonymous: true}",
                "7:27: directory.bind.anonymous: stands beside dn, and there is one way to bind: remove one of the two"
            ),
            Change(
                account, "{as-user: \"{username}@corp.example\", dn: \"cn=a,dc=b\"}",
                "7:46: directory.bind.dn: stands beside as-user, and there is one way to bind: remove one of the two"
            ),
            Change(
                account, "{anonymous: true, as-user: \"{username}@corp.example\", sasl: external}",
                "7:27: directory.bind.as-user: stands beside anonymous, and there is one way to bind: "
                    + "remove one of the two",
                "7:63: directory.bind.sasl: stands beside anonymous, and there is one way to bind: "
                    + "remove one of the two"),
            Change(
                account, "{anonymous: true, password-file: a}",
                "7:27: directory.bind.password-file: is a service account's, and anonymous needs none: remove it"
            ),
            Change(
                account, "{as-user: \"{username}@corp.example\", password-file: a}",
                "7:46: directory.bind.password-file: is a service account's, and as-user needs none: remove it"
            ),
            Change(
                account, "{dn: \"cn=a,dc=b\", certificate-file: a, key-file: b}",
                "7:27: directory.bind.certificate-file: is shown to the directory with sasl: external only: "
                    + "write that in the place of dn, or remove the file",
                "7:48: directory.bind.key-file: is shown to the directory with sasl: external only: "
                    + "write that in the place of dn, or remove the file"),
            Change(
                account, "{certificate-file: a}",
                "7:10: directory.bind.certificate-file: is shown to the directory with sasl: external only: "
                    + "write that too"),
            Change(
                account, "{anonymous: maybe}",
                "7:21: directory.bind.anonymous: \"maybe\" is neither true nor false: write true or false"),
            Change(
                account, "anonymous", "7:9: directory.bind: is one value: it wants keys such as dn: below it"),
            Change(
                account, "{dn: \"cn=a,dc=b\", key: hunter2}",
                "7:27: directory.bind.key: a secret does not belong in this file, which others may read: "
                    + "put it into a file of its own, mode 0600, and name that file with directory.bind.key-file"
            ),
        ])
    func combinations(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "A certificate comes with its key, over TLS, and no socket takes one",
        arguments: [
            (
                "{sasl: external}", server,
                [
                    "7:16: directory.bind.sasl: shows a certificate to these servers: "
                        + "write certificate-file beside it, and put its key into the file ldap-client-key"
                ]
            ),
            (
                "{sasl: external, key-file: a}", server,
                ["7:3: directory.bind.certificate-file: is missing: name the certificate of key-file"]
            ),
            (
                "{sasl: external, certificate-file: a, key-file: b}", "[ldap://127.0.0.1]",
                [
                    "7:16: directory.bind.sasl: shows a certificate, for which \"ldap://127.0.0.1\" has no TLS: "
                        + "write ldaps:// or start-tls: true, or ldapi:// for a server on this machine"
                ]
            ),
            (
                "{sasl: external}", "[ldap://ldap.example.org]\n  plain-text: true",
                [
                    "8:16: directory.bind.sasl: shows a certificate, for which \"ldap://ldap.example.org\" has no TLS: "
                        + "write ldaps:// or start-tls: true, or ldapi:// for a server on this machine"
                ]
            ),
            (
                "{sasl: external, certificate-file: a, key-file: b}", "[ldapi://%2frun%2fldapi]",
                [
                    "7:26: directory.bind.certificate-file: is not used over ldapi://, "
                        + "where the socket tells who asks: remove it",
                    "7:47: directory.bind.key-file: is not used over ldapi://, "
                        + "where the socket tells who asks: remove it",
                ]
            ),
            (
                "{sasl: EXTERNAL}", "[ldapi://%2frun%2fldapi]",
                ["7:16: directory.bind.sasl: \"EXTERNAL\" is unknown: write external"]
            ),
            (
                "{sasl: GSSAPI}", server,
                [
                    "7:16: directory.bind.sasl: \"GSSAPI\" is not supported: "
                        + "write external (by certificate or by socket), or dn with password-file"
                ]
            ),
        ])
    func external(bind: String, servers: String, expected: [String]) {
        #expect(Sample.problems(Self.with(bind, servers: servers)) == expected)
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
            Sample.problems(Self.with("{as-user: \(template)}"))
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
            Sample.problems(Self.with("{as-user: \"uid={username},dc=x\"}")) == [
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
        let text = Self.with("{as-user: \"{username}@corp.example\"}")
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
        let text = Self.with("{as-user: \"{username}@corp.example\"}")
            .replacing("directory:\n", with: "directory:\n  kind: \(kind)\n")
        #expect(
            Sample.problems(text) == [
                "8:19: directory.bind.as-user: \"{username}@corp.example\" is a name for Active Directory, and \(kind) "
                    + "wants a DN: write \"uid={username},ou=people,dc=example,dc=org\""
            ])
    }

    @Test("Anonymous searches of Active Directory are a notice")
    func anonymous() throws {
        let text = Self.with("{anonymous: true}").replacing(
            "directory:\n", with: "directory:\n  kind: active-directory\n")
        #expect(
            try Sample.load(text).notices.map(\.description) == [
                "8:10: directory.bind.anonymous: Active Directory lets nobody search without an account, "
                    + "unless its dSHeuristics say so"
            ])
    }
}
