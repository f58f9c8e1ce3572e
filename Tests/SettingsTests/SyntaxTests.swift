import Settings
import Testing

@Suite("A file that is not YAML")
struct SyntaxTests {
    @Test(
        "is reported with its place and what to do",
        arguments: [
            Change(
                "app-id: meet", "app-id: meet: x",
                "4:15: is not YAML (mapping values are not allowed in this context): "
                    + "indent as the lines around it, and put a value that holds \": \" in quotes"),
            Change(
                "app-id: meet", "app-id: \"meet",
                "7:15: is not YAML (did not find expected key): "
                    + "indent keys of one section alike, close every quote, and put special characters in quotes"
            ),
            Change(
                "app-id: meet", "app-id: @meet",
                "4:11: is not YAML (found character that cannot start any token): "
                    + "put a value that begins with @, `, % or another special character in quotes"),
            Change(
                "app-id: meet", "app-id: &(meet)",
                "4:12: is not YAML (did not find expected alphabetic or numeric character): "
                    + "put a value that begins with & or * in double quotes"),
            Change(
                "app-id: meet", "app-id: meet\n audience: x",
                "5:2: is not YAML (did not find expected key): "
                    + "indent keys of one section alike, close every quote, and put special characters in quotes"
            ),
            Change(
                "app-id: meet", "app-id: meet\n  audience",
                "5:3: is not YAML (could not find expected ':'): write a colon and a space behind the key"),
            Change(
                "[ldaps://ldap.example.org]", "[ldaps://ldap.example.org",
                "7:7: is not YAML (did not find expected ',' or ']'): "
                    + "close the bracket that was opened in line 6, column 12, or put its values in double quotes"
            ),
            Change(
                adding: "  groups: {search: {base: x, filter: (member={dn})}}",
                "11:46: is not YAML (did not find expected ',' or '}'): "
                    + "inside { } a value with {dn} must be in double quotes"),
            Change(
                adding: "    attributes: {id: uid, avatar: https://example.org/{email-md5}}",
                "11:55: is not YAML (did not find expected ',' or '}'): "
                    + "inside { } a value with {email-md5} must be in double quotes"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{as-user: {username}@corp.example}",
                "7:29: is not YAML (found character that cannot start any token): "
                    + "a value that begins with { must be in double quotes"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "\n    as-user: {username}@corp.example",
                "8:24: is not YAML (found character that cannot start any token): "
                    + "a value that begins with { must be in double quotes"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{as-user: CORP\\{username}}",
                "7:24: is not YAML (did not find expected ',' or '}'): "
                    + "inside { } a value with {username} must be in single quotes"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{as-user: \"CORP\\{username}\"}",
                "7:24: is not YAML (found unknown escape character): "
                    + "a \\ begins an escape in double quotes: write the value in single quotes"),
            Change(
                adding: "pages:\n  organisation: \"open",
                "12:17: is not YAML (found unexpected end of stream): "
                    + "close the quotes or brackets opened in line 12, column 17"),
            Change(
                adding: "---\na: 1",
                "11:1: is not YAML (but found another document): "
                    + "remove the line --- and what belongs to another file"),
        ])
    func syntax(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "and one that holds no keys",
        arguments: [
            ("", "1:1: the file is empty: start from the commented config.yaml that is shipped"),
            (
                "# only a comment\n",
                "1:1: the file is empty: start from the commented config.yaml that is shipped"
            ),
            ("just text\n", "1:1: the file is one value: it wants keys such as meet: and token:"),
            ("- a\n- b\n", "1:1: the file is a list: it wants keys such as meet: and token:"),
        ])
    func empty(text: String, problem: String) { #expect(Sample.problems(text) == [problem]) }

    @Test(
        "Characters that no editor shows are found",
        arguments: [
            Change("  app-id", "\tapp-id", "4:1: a tab indents this line: YAML wants spaces"),
            Change(
                "  app-id", "\u{A0} app-id",
                "4:1: an invisible no-break space indents this line: write ordinary spaces"),
            Change(
                "meet\ndir", "me\u{0}et\ndir", "4:13: an invisible control character stands here: remove it"),
            Change(
                "meet\ndir", "me\u{2028}et\ndir",
                "4:13: an invisible control character stands here: remove it"),
            Change(
                "meet\ndir", "me\u{FEFF}et\ndir",
                "4:13: an invisible control character stands here: remove it"),
        ])
    func characters(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("A byte order mark, Windows line ends and tabs in comments do no harm")
    func harmless() throws {
        let text =
            "\u{FEFF}"
            + (Sample.file + "\t# a comment\n\t\npages: {help-url: x}").replacing("\n", with: "\r\n")
        #expect(
            Sample.problems(text) == [
                "13:19: pages.help-url: \"x\" is neither a web nor a mail address: write https://… or mailto:…"
            ])
    }

    @Test(
        "Neither nesting nor aliases can exhaust the machine",
        arguments: [
            String(repeating: "[", count: 60_000), String(repeating: "{a: ", count: 15_000),
            String(repeating: "- ", count: 30_000), String(repeating: "? ", count: 30_000),
            "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
            "a0: &a0 {x: y}\n" + (1...15).map { "a\($0): &a\($0) {? *a\($0 - 1) : *a\($0 - 1)}\n" }.joined(),
            String(repeating: "a: 1\n", count: 12_000),
            (1...4_000).map { "k\($0): 1\nk\($0): 2\n" }.joined().prefix(65_000).description,
            String(repeating: "meet: {url: a, url: b}\n", count: 2_500),
        ])
    func bombs(text: String) { #expect(!Sample.problems(text).isEmpty) }

    @Test("Aliases that would unfold to an exponential size are not even read")
    func aliases() {
        let levels = (1...40).map { "a\($0): &a\($0) {? *a\($0 - 1) : *a\($0 - 1)}\n" }
        #expect(
            Sample.problems("a0: &a0 {x: y}\n" + levels.joined())
                == ["1:1: the file is full of YAML aliases (*name): write the values out"])
    }
}
