import Settings
import Testing

@Suite("directory")
struct DirectoryTests {
    private static let form = "write ldaps://ldap.example.org or ldap://ldap.example.org"

    @Test(
        "Servers are ldaps:// or ldap:// addresses",
        arguments: [
            Change(
                "[ldaps://ldap.example.org]", "[]",
                "6:12: directory.servers: has no server: write [ldaps://ldap.example.org]"),
            Change(
                "[ldaps://ldap.example.org]",
                "[\((1...17).map { "ldaps://ldap\($0)" }.joined(separator: ", "))]",
                "6:12: directory.servers: has more than 16 servers: keep the nearest"),
            Change(
                "[ldaps://ldap.example.org]",
                "[\((1...16).map { "ldaps://ldap\($0)" }.joined(separator: ", "))]"),
            Change(
                "[ldaps://ldap.example.org]", "ldaps://a",
                "6:12: directory.servers: is one value: write a list, [\"ldaps://a\"]"),
            Change(
                "[ldaps://ldap.example.org]", "[ldaps://a, \"ldaps://A\"]",
                "6:24: directory.servers: \"ldaps://A\" is there twice, first in line 6: remove one"),
            Change(
                "ldaps://ldap.example.org", "ldap.example.org",
                "6:13: directory.servers: \"ldap.example.org\" does not begin with ldaps:// or ldap://: \(form)"
            ),
            Change(
                "ldap.example.org]", "ldap.example.org/dc=x]",
                "6:13: directory.servers: \"ldaps://ldap.example.org/dc=x\" goes on behind the host: \(form)"),
            Change(
                "ldap.example.org]", "ldap.example.org:99999]",
                "6:13: directory.servers: \"ldaps://ldap.example.org:99999\" has no right port: "
                    + "write one from 1 to 65535, or none"),
            Change(
                "ldaps://ldap.example.org", "ldaps://",
                "6:13: directory.servers: \"ldaps://\" has no host that is a name: write ldaps://ldap.example.org"
            ),
            Change(
                "[ldaps://ldap.example.org]", "[\"ldaps://[fe80::zz]\"]",
                "6:13: directory.servers: \"ldaps://[fe80::zz]\" has no IPv6 address in its brackets: "
                    + "write ldaps://[2001:db8::1]"),
        ])
    func servers(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "Passwords do not cross a network unencrypted by accident",
        arguments: [
            Change(
                "ldaps:", "ldap:",
                "6:13: directory.servers: \"ldap://ldap.example.org\" would carry every password unencrypted: "
                    + "write ldaps://, or start-tls: true (or plain-text: true where the network is trusted)"),
            Change(
                "[ldaps://ldap.example.org]", "[ldap://127.evil.example.org]",
                "6:13: directory.servers: \"ldap://127.evil.example.org\" would carry every password unencrypted: "
                    + "write ldaps://, or start-tls: true (or plain-text: true where the network is trusted)"),
            Change(
                "[ldaps://ldap.example.org]", "[ldap://127.0.0.1.2]",
                "6:13: directory.servers: \"ldap://127.0.0.1.2\" would carry every password unencrypted: "
                    + "write ldaps://, or start-tls: true (or plain-text: true where the network is trusted)"),
            Change(
                "[ldaps://ldap.example.org]", "[ldaps://a]\n  start-tls: true",
                "6:13: directory.servers: \"ldaps://a\" is encrypted from the first byte and takes no StartTLS: "
                    + "remove start-tls, or write ldap://"),
            Change(
                "[ldaps://ldap.example.org]", "[ldap://a]\n  start-tls: true\n  plain-text: true",
                "8:15: directory.plain-text: contradicts start-tls, which encrypts: remove one of the two"),
            Change(
                "[ldaps://ldap.example.org]", "[ldap://a]\n  start-tls: on",
                "7:14: directory.start-tls: \"on\" is neither true nor false: write true or false"),
        ])
    func encryption(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "Plain ldap:// is let pass with StartTLS, on this machine, and where the file says so",
        arguments: [
            "[ldap://ldap.example.org]\n  start-tls: true", "[ldap://ldap.example.org]\n  plain-text: true",
            "[ldap://127.0.0.1:3890, ldap://localhost, \"ldap://[::1]:389\"]", "[LDAPS://ldap.example.org/]",
        ])
    func allowed(servers: String) throws {
        let text = Sample.file.replacing("[ldaps://ldap.example.org]", with: servers)
        #expect(try !Sample.load(text).directory.addresses.isEmpty)
    }

    @Test(
        "Bounds, DNs, filters and attributes are checked",
        arguments: [
            Change(
                "  bind: {dn:", "  timeout: 31s\n  bind: {dn:",
                "7:12: directory.timeout: \"31s\" is out of range: write 1s to 30s"),
            Change(
                "  bind: {dn:", "  connections: 0\n  bind: {dn:",
                "7:16: directory.connections: \"0\" is out of range: write 1 to 256"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{dn: jitsi}",
                "7:14: directory.bind.dn: \"jitsi\" is not a DN: write it whole, cn=…,ou=…,dc=…"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{password-file: a}",
                "7:3: directory.bind.dn: is missing: write the DN of the account that searches the directory"),
            Change(
                "base: ou=people,dc=example,dc=org", "base: example.org",
                "9:11: directory.users.base: \"example.org\" is not a DN: write it whole, cn=…,ou=…,dc=…"),
            Change(
                "(uid={username})", "uid={username}",
                "10:13: directory.users.filter: \"uid={username}\" is not in parentheses: write \"(uid={username})\""
            ),
            Change(
                "(uid={username})", "uid={username})",
                "10:13: directory.users.filter: \"uid={username})\" does not begin with (: balance its parentheses"
            ),
            Change(
                "(uid={username})", "(uid={username}",
                "10:13: directory.users.filter: the filter lacks 1 closing ): balance its parentheses"),
            Change(
                "(uid={username})", "(uid={username})x",
                "10:13: directory.users.filter: the filter ends at its character 16: balance its parentheses"),
            Change(
                "(uid={username})", "(&(a=b)(uid={username})",
                "10:13: directory.users.filter: the filter lacks 1 closing ): balance its parentheses"),
            Change(
                "(uid={username})", "(uid={username}))",
                "10:13: directory.users.filter: the filter ends at its character 16: balance its parentheses"),
            Change(
                "(uid={username})", "(uid={username})(a=b)",
                "10:13: directory.users.filter: two filters stand side by side: join them, (&(…)(…)) or (|(…)(…))"
            ),
            Change(
                "(uid={username})", "(uid=alice)",
                "10:13: directory.users.filter: the filter finds the same for everybody: put {username} into it"
            ),
            Change(
                "(uid={username})", "(uid={user})",
                "10:13: directory.users.filter: \"{user}\" is not filled in here: write {username}"),
            Change(
                "(uid={username})", "(|(uid={username})(a={dn}))",
                "10:13: directory.users.filter: \"{dn}\" is not filled in here: write {username}"),
            Change(
                "(uid={username})", "(|(uid={username})(a={x))",
                "10:13: directory.users.filter: a { is not closed: write {username}, or \\7b for the character itself"
            ),
            Change(
                adding: "    attributes: {name: cn}",
                "11:5: directory.users.attributes.id: is missing: "
                    + "write the attribute that identifies a person, such as uid"),
            Change(
                adding: "    attributes: {id: \"user id\"}",
                "11:22: directory.users.attributes.id: \"user id\" is not the name of an attribute: "
                    + "write one such as uid or displayName"),
        ])
    func searches(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("Attributes that are left out of the list do not reach the token")
    func attributes() throws {
        let attributes = try Sample.load(
            Sample.file + "    attributes: {id: entryUUID, name: displayName;lang-de}"
        )
        .directory.users.attributes
        #expect(attributes.id.value == "entryUUID")
        #expect(attributes.name.map(\.value) == ["displayName;lang-de"])
        #expect(attributes.email.isEmpty)
    }
}
