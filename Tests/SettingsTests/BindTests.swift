import Settings
import Testing

@Suite("directory.bind")
struct BindTests {
    private static let account = "{dn: \"cn=jitsi,dc=example,dc=org\"}"
    private static let server = "[ldaps://ldap.example.org]"

    /// The sample with another way to bind in line 7.
    private static func with(_ bind: String, servers: String = server) -> String {
        Sample.file.replacing(account, with: bind).replacing(server, with: servers)
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
        // Without a service account there are no sessions, and a notice says so.
        #expect(configuration.notices.count == (bind.contains("as-user") ? 1 : 0))
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
