import Settings
import Testing

@Suite("What YAML allows and this file does not")
struct StructureTests {
    @Test(
        "An unknown key names the key that was meant, or where it belongs",
        arguments: [
            Change("app-id", "app_id", "4:3: token.app_id: is unknown: write app-id"),
            Change("app-id", "appID", "4:3: token.appID: is unknown: write app-id"),
            Change("servers:", "server:", "6:3: directory.server: is unknown: did you mean servers?"),
            Change("token:", "tokne:", "3:1: tokne: is unknown: did you mean token?"),
            Change("filter:", "fliter:", "10:5: directory.users.fliter: is unknown: did you mean filter?"),
            Change(
                "  url:", "  lifetime: 1h\n  url:",
                "2:3: meet.lifetime: is unknown here: it belongs under rooms, session or token"),
            Change(
                adding: "workers: 5", "11:1: workers: is unknown here: it belongs under listen"),
            Change(
                "  url:", "  token: 1h\n  url:",
                "2:3: meet.token: is unknown here: it belongs under the top level"),
            Change(
                "  url:", "  frobnicate: 1\n  url:",
                "2:3: meet.frobnicate: is unknown: meet knows url, delivery"),
            Change(
                adding: "people: []",
                "11:1: people: is unknown: the top level knows "
                    + "meet, jaas, listen, token, directory, access, rooms, throttle, session, invitations, pages"
            ),
        ])
    func unknown(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "A secret written into the file is sent where it belongs, and never repeated",
        arguments: [
            ("token", "app-id: meet", "secret", "token.secret-file"),
            ("token", "app-id: meet", "app_secret", "token.secret-file"),
            ("token", "app-id: meet", "key", "token.key-file"),
            ("directory", "servers: [ldaps://ldap.example.org]", "password", "directory.bind.password-file"),
            ("directory", "servers: [ldaps://ldap.example.org]", "bindpw", "directory.bind.password-file"),
        ])
    func secrets(section: String, line: String, key: String, place: String) {
        let text = Sample.file.replacing(line, with: "\(line)\n  \(key): hunter2")
        let row = section == "token" ? 5 : 7
        #expect(
            Sample.problems(text) == [
                "\(row):3: \(section).\(key): a secret does not belong in this file, which others may read: "
                    + "put it into a file of its own, mode 0600, and name that file with \(place)"
            ])
    }

    @Test(
        "A key that is written twice is reported with both lines, and the rest is still read",
        arguments: [
            Change(
                "app-id: meet", "app-id: meet\n  lifetime: 1h\n  lifetime: 2h",
                "6:3: token.lifetime: is written twice, first in line 5: remove one of the two"),
            Change(
                "app-id: meet", "lifetime: 1h\n  app-id: meet\n  \"lifetime\": 2h\n  lifetime: 5x",
                "6:3: token.lifetime: is written twice, first in line 4: remove one of the two",
                "7:3: token.lifetime: is written twice, first in line 4: remove one of the two"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}",
                "{dn: \"cn=jitsi,dc=example,dc=org\", dn: \"cn=x\"}",
                "7:44: directory.bind.dn: is written twice, first in line 7: remove one of the two"),
            Change(
                "app-id: meet", "app-id: meet\n  audience: a\n  audience: b\n  subject: c\n  subject: d",
                "6:3: token.audience: is written twice, first in line 5: remove one of the two",
                "8:3: token.subject: is written twice, first in line 7: remove one of the two"),
            Change(
                "app-id: meet", "app-id: meet\n  \"\\u0061udience\": a\n  \"\\u0061udience\": b",
                "5:3: the key \"audience\" is written twice: remove one"),
            Change(
                adding: "meet:\n  url: https://b.example.org\nlisten: {workers: 1}",
                "11:1: meet: is written twice, first in line 1: remove one of the two",
                "13:19: listen.workers: \"1\" is out of range: write 2 to 1024"),
        ])
    func twice(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("Hiding keys that are written twice does not change values that hold the same word")
    func maskedValues() {
        let text =
            Sample.file
            + "pages:\n  logo: a\n  organisation: the logo\n  logo: /nowhere/logo\n  help-url: logo"
        #expect(
            Sample.problems(text) == [
                "12:9: pages.logo: \"/etc/jitsi/a\" does not exist: put the file there, or correct the path",
                "14:3: pages.logo: is written twice, first in line 12: remove one of the two",
                "15:13: pages.help-url: \"logo\" is neither a web nor a mail address: write https://… or mailto:…",
            ])
    }

    @Test(
        "Anchors, aliases, tags, empty values and strange keys are refused",
        arguments: [
            Change(
                "app-id: meet", "app-id: &a meet\n  audience: *a",
                "4:11: token.app-id: anchors (&name) and aliases (*name) are not supported: write the value out",
                "4:11: token.audience: anchors (&name) and aliases (*name) are not supported: write the value out"
            ),
            Change(
                "app-id: meet", "app-id: !!int 5",
                "4:11: token.app-id: tags (!name) are not supported: write the value alone"),
            Change(
                "app-id: meet", "app-id:", "4:3: token.app-id: has no value: write one, or remove the key"),
            Change(
                "app-id: meet", "app-id: ~", "4:3: token.app-id: has no value: write one, or remove the key"),
            Change(
                "app-id: meet", "app-id: null",
                "4:3: token.app-id: has no value: write one, or remove the key"),
            Change(
                "app-id: meet", "app-id: ''", "4:11: token.app-id: is empty: write a value, or remove the key"
            ),
            Change(
                "app-id: meet", "app-id: ' meet'",
                "4:11: token.app-id: begins or ends with a space: remove it"),
            Change(
                "app-id: meet", "app-id: |\n    meet",
                "4:11: token.app-id: has a line break or a control character in it: write the value on one line"
            ),
            Change(
                "app-id: meet", "app-id: \"me\\0et\"",
                "4:11: token.app-id: has a line break or a control character in it: write the value on one line"
            ),
            Change(
                "app-id: meet", "app-id: meet\n  ? [a, b]\n  : c",
                "5:5: token: a key here is not a plain word: write keys as word: value"),
            Change(
                "app-id: meet", "app-id: meet\n  : c",
                "5:3: is not YAML (did not find expected key): "
                    + "indent keys of one section alike, close every quote, and put special characters in quotes"
            ),
            Change(
                "app-id: meet", "app-id: {a: b}",
                "4:11: token.app-id: is a section with keys: it wants one value"),
            Change(
                "[ldaps://ldap.example.org]", "[ldaps://a, ~]",
                "6:24: directory.servers: has an empty item: write a value, or remove it"),
            Change(adding: "access:", "11:1: access: has no value: write one, or remove the key"),
            Change(
                "https://meet.example.org", "https://CHANGE-ME",
                "2:8: meet.url: still says CHANGE-ME: write the value of your site"),
            Change(
                "(uid={username})", "{username}",
                "10:13: directory.users.filter: a value that begins with { must be in double quotes: \"{username}…\""
            ),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{as-user: {username}}",
                "7:19: directory.bind.as-user: a value that begins with { must be in double quotes: \"{username}…\""
            ),
            Change(
                adding: "throttle: [[[[[[[[[[1]]]]]]]]]]",
                "11:11: throttle: is a list: it wants keys such as enabled: below it",
                "11:19: throttle: is nested too deeply: no key goes so deep"),
        ])
    func refused(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("A section that is not there is missed key by key")
    func missing() {
        #expect(
            Sample.problems("pages: {languages: [de]}") == [
                "1:1: directory.bind.dn: is missing: write the DN of the account that searches the directory",
                "1:1: directory.servers: is missing: write [ldaps://ldap.example.org]",
                "1:1: directory.users.base: is missing: write the DN that all accounts are below",
                "1:1: directory.users.filter: is missing: write a filter such as (uid={username}), or directory.kind",
                "1:1: meet.url: is missing: write where Jitsi Meet answers, https://meet.example.org",
                "1:1: token.app-id: is missing: write the app_id of Prosody's configuration",
            ])
    }
}
