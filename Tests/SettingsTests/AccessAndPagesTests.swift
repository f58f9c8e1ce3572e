import Settings
import TestSupport
import Testing

@Suite("access, session and pages")
struct AccessAndPagesTests {
    private static let pieces = "is a piece of a DN that fell apart at its commas"

    @Test(
        "An unquoted DN that fell apart is not taken for several groups",
        arguments: [
            Change(
                adding: "access:\n  moderators: [cn=mods,ou=groups,dc=example,dc=org]",
                "12:16: access.moderators: \"cn=mods\" \(pieces): inside [ ] put every DN in double quotes"),
            Change(
                adding: "access:\n  allow: [\"cn=a,dc=b\", cn=mods,ou=groups]",
                "12:24: access.allow: \"cn=mods\" \(pieces): inside [ ] put every DN in double quotes"),
            Change(
                "{dn: \"cn=jitsi,dc=example,dc=org\"}", "{dn: cn=jitsi,dc=example,dc=org}",
                "7:23: directory.bind: \"dc=example\" \(pieces): inside { } put the whole DN in double quotes"
            ),
        ])
    func fellApart(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "Groups are DNs and features are Jitsi's",
        arguments: [
            Change(
                adding: "access:\n  allow: [staff]",
                "12:11: access.allow: \"staff\" is not a DN: write it whole, cn=…,ou=…,dc=…"),
            Change(
                adding: "access:\n  allow: [[staff]]",
                "12:11: access.allow: holds a list: an item is one value"),
            Change(
                adding: "access:\n  moderators: cn=mods,dc=example,dc=org",
                "12:15: access.moderators: is one value: write a list, [\"cn=mods,dc=example,dc=org\"]"),
            Change(
                adding: "access:\n  features: {moderator: {recordings: true}}",
                "12:26: access.features.moderator.recordings: is unknown: did you mean recording?"),
            Change(
                adding: "access:\n  features: {member: {screenSharing: true}}",
                "12:23: access.features.member.screenSharing: is unknown: write screen-sharing"),
            Change(
                adding: "access:\n  features: {member: {lobby: 1}}",
                "12:30: access.features.member.lobby: \"1\" is neither true nor false: write true or false"),
            Change(
                adding: "access:\n  features: [recording]",
                "12:13: access.features: is a list: it wants keys such as moderator: below it"),
        ])
    func access(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("A list has up to 1,000 groups")
    func manyGroups() {
        func problems(_ count: Int) -> [String] {
            let groups = (1...count).map { "\"cn=group\($0),dc=example\"" }.joined(separator: ", ")
            return Sample.problems(Sample.file + "access:\n  allow: [\(groups)]")
        }
        #expect(problems(1000) == [])
        #expect(
            problems(1001) == [
                "12:3: access.allow: has more than 1000 groups: put them into one group of the directory"
            ])
    }

    @Test("Groups and features are read as written")
    func read() throws {
        let text = """
            access:
              allow: ["cn=a,dc=b", "cn=c,dc=d"]
              moderators:
                - cn=mods,ou=groups,dc=example,dc=org
              features: {moderator: {recording: true, lobby: false}}
            """
        let access = try Sample.load(Sample.file + text).access
        #expect(access.allow.map(\.value) == ["cn=a,dc=b", "cn=c,dc=d"])
        #expect(access.moderators.map(\.value) == ["cn=mods,ou=groups,dc=example,dc=org"])
        #expect(access.moderators.map(\.line) == [14])
        #expect(access.features?.moderator == ["recording": true, "lobby": false])
        #expect(access.features?.member == [:])
    }

    @Test(
        "Sessions have a right form",
        arguments: [
            Change(
                adding: "session: {idle: 9h}",
                "11:17: session.idle: is longer than session.lifetime: write at most that"),
            Change(
                adding: "session: {lifetime: 30s}",
                "11:21: session.lifetime: \"30s\" is out of range: write 0, or 1m to 720h"),
            Change(
                adding: "session: 8h", "11:10: session: is one value: it wants keys such as idle: below it"),
        ])
    func forms(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("Sessions can be off, and their keys be elsewhere")
    func noSessions() throws {
        let configuration = try Sample.load(Sample.file + "session: {lifetime: 0, key-file: keys/s}\n")
        #expect(configuration.notices.isEmpty)
        #expect(configuration.session.lifetime.value == .zero)
        #expect(configuration.session.keyFile.value.path == "/etc/jitsi/keys/s")
    }

    @Test(
        "Without a service account there are no sessions, and a notice says so unless none are wanted",
        arguments: [("", 1), ("session: {idle: 1h}\n", 1), ("session: {lifetime: 0}\n", 0)])
    func asUser(session: String, notices: Int) throws {
        let file = Sample.file.replacing(
            "{dn: \"cn=jitsi,dc=example,dc=org\"}", with: "{as-user: \"{username}@corp.example\"}")
        let configuration = try Sample.load(file + session)
        #expect(configuration.notices.count == notices)
        #expect(configuration.notices.allSatisfy { $0.description.contains("no sessions without") })
    }

    @Test(
        "The time after a kick has a default and bounds",
        arguments: [("{}", 300), ("{after-kick: 0}", 0), ("{after-kick: 24h}", 86_400)])
    func afterKick(session: String, seconds: Int) throws {
        let configuration = try Sample.load(Sample.file + "session: \(session)")
        #expect(configuration.session.afterKick.value == .seconds(seconds))
    }

    @Test(
        "Limits of sessions that there are not are a notice each",
        arguments: [
            ("{lifetime: 0, idle: 1h, after-kick: 5m}", ["session.idle", "session.after-kick"]),
            ("{lifetime: 0}", []), ("{lifetime: 8h, idle: 1h, after-kick: 5m}", []),
        ])
    func unusedLimits(session: String, keys: [String]) throws {
        let notices = try Sample.load(Sample.file + "session: \(session)").notices
        #expect(notices.map(\.key) == keys)
        #expect(notices.allSatisfy { $0.description.contains("is not used with session.lifetime: 0") })
    }

    @Test("A lifetime below the idle time's default shortens that")
    func idle() throws {
        #expect(try Sample.load(Sample.file + "session: {lifetime: 1h}").session.idle.value == .seconds(3600))
    }

    @Test(
        "Links, languages and texts of the pages are checked",
        arguments: [
            Change(
                adding: "pages: {help-url: \"javascript:alert(1)\"}",
                "11:19: pages.help-url: \"javascript:alert(1)\" is neither a web nor a mail address: "
                    + "write https://… or mailto:…"),
            Change(
                adding: "pages: {imprint-url: \"https:///x\"}",
                "11:22: pages.imprint-url: \"https:///x\" has no host: write https://… or mailto:…"),
            Change(
                adding: "pages: {privacy-url: \"https://a/\\\"><script>\"}",
                "11:22: pages.privacy-url: \"https://a/\"><script>\" has a character that an address cannot hold: "
                    + "write it as %xx"),
            Change(
                adding: "pages: {forgot-password-url: \"mailto:help\"}",
                "11:30: pages.forgot-password-url: \"mailto:help\" has no mail address: write mailto:help@example.org"
            ),
            Change(
                adding: "pages: {password-change-url: example.org}",
                "11:30: pages.password-change-url: \"example.org\" is neither a web nor a mail address: "
                    + "write https://… or mailto:…"),
            Change(
                adding: "pages: {languages: [de, fr]}",
                "11:25: pages.languages: \"fr\" is not a language that is built in: write de or en"),
            Change(
                adding: "pages: {languages: [de, en, de]}",
                "11:29: pages.languages: \"de\" is there twice: remove one"),
            Change(
                adding: "pages: {languages: []}",
                "11:20: pages.languages: is empty: write [de, en], or remove the key"),
            Change(
                adding: "pages: {logo: none.svg}",
                "11:15: pages.logo: \"/etc/jitsi/none.svg\" does not exist: put the file there, or correct the path"
            ),
            Change(
                adding: "pages: {organisation: \(String(repeating: "ü", count: 101))}",
                "11:23: pages.organisation: \"\(String(repeating: "ü", count: 60))…\" is too long: "
                    + "write at most 100 characters"),
        ])
    func pages(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("The pages' settings are read as written, the logo beside the file")
    func pagesRead() throws {
        let folder = try TemporaryFolder()
        let logo = try folder.write("<svg/>", to: "logo.svg")
        let path = try folder.write(
            Sample.file + """
                pages:
                  organisation: Gymnasium "Süd" & Söhne
                  logo: logo.svg
                  languages: [en]
                  help-url: mailto:help@example.org?subject=Login
                  password-change-url: https://example.org/password
                """, to: "config.yaml")
        let pages = try Configuration.load(path: path, environment: [:]).pages
        #expect(pages.organisation == "Gymnasium \"Süd\" & Söhne")
        #expect(pages.logo?.value == logo)
        #expect(pages.languages == [.english])
        #expect(pages.help?.value == "mailto:help@example.org?subject=Login")
        #expect(pages.passwordChange?.value == "https://example.org/password")
        #expect(pages.imprint == nil)
    }
}
