import Foundation
import Settings
import TestSupport
import Testing

@Suite("The files that people start from")
struct ExampleTests {
    /// The reference of every key, as the design documents it.
    private static let reference = """
        meet:
          url: https://meet.example.org         # where Jitsi Meet answers; the only place that a token is ever sent to
          delivery: query                       # [query]: ?jwt=, every release; fragment: #jwt=, since stable-9584
        listen:
          socket: /run/jitsi-ldap-login/fastcgi.sock   # unused where systemd hands over a socket
          mode: "0660"
          group: www-data
          workers: 16
        token:
          app-id: meet                          # iss, as app_id in Prosody
          audience: meet                        # [app-id]
          subject: meet.example.org             # [host of meet.url]; the XMPP domain. Rooms of a tenant get the tenant
          algorithm: HS256                      # HS256/384/512, RS256/384/512
          secret-file: app-secret               # HS256/384/512: at least 32/48/64 bytes; a shorter one is refused unless
          allow-short-secret: false             #   this says true (as it must where Prosody already has a short one)
          key-file: token.pem                   # RS
          key-id: login-2026                    # RS
          lifetime: 1h                          # durations: 90s, 5m, 1h, 8h
        directory:
          servers: [ldaps://ldap1.example.org, ldaps://ldap2.example.org]
          start-tls: false                      # for ldap:// urls
          plain-text: false                     # a plain ldap:// that is not loopback is refused unless this says true
          connections: 16                       # per server, for searches and for binds each
          ca-file: /etc/ssl/certs/ca.pem        # [the system's]
          timeout: 5s                           # bounds every wait for one server
          bind: {dn: "cn=jitsi,ou=services,dc=example,dc=org", password-file: ldap-password}
          users:
            base: ou=people,dc=example,dc=org
            filter: (&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))
            attributes: {id: uid, name: displayName, email: mail}
          groups:
            attribute: memberOf                 # groups listed on the person; or a search:
            # search: {base: "ou=groups,dc=example,dc=org", filter: "(member={dn})"}   # {dn}, {username} and {id} are filled in, escaped
            nested: false
        access:
          allow: []                             # groups (DNs); empty: everybody in the directory
          moderators:                           # an unquoted DN inside [ ] falls apart at its commas: such pieces are an error that says so
            - cn=moderators,ou=groups,dc=example,dc=org
          features: {moderator: {recording: true, livestreaming: true}, member: {screen-sharing: true}}   # absent: no features claim
        throttle: {}                            # limits with documented defaults
        session:
          idle: 2h
          lifetime: 8h                          # 0: log in for every room; without "Stay signed in on this device" it ends with the browser
          key-file: session-key
        pages:
          organisation: Example School          # shown with the logo
          logo: logo.svg
          languages: [de, en]                   # [all that are built in]; the visitor's Accept-Language, ?lang= or the switch on the page choose
          help-url: https://…                   # also forgot-password-url, imprint-url, privacy-url
        """

    @Test("The reference of every key loads as it is, and says what is not used")
    func reference() throws {
        let folder = try TemporaryFolder()
        try folder.write("<svg/>", to: "logo.svg")
        let path = try folder.write(Self.reference, to: "config.yaml")
        let configuration = try Configuration.load(path: path, environment: [:])
        #expect(configuration.directory.addresses.count == 2)
        #expect(configuration.directory.caFile?.value == "/etc/ssl/certs/ca.pem")
        #expect(
            configuration.directory.users.filter?.value
                == "(&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))")
        #expect(configuration.access.moderators.map(\.value) == ["cn=moderators,ou=groups,dc=example,dc=org"])
        #expect(configuration.access.features?.member == ["screen-sharing": true])
        #expect(
            configuration.notices.map(\.key) == ["token.key-file", "token.key-id"])
    }

    @Test(
        "The installed config.yaml complains of its placeholders only, and loads without a notice once they are filled in"
    )
    func shipped() throws {
        let text = try Repository.text("systemd/config.yaml")
        #expect(
            Sample.problems(text).map { $0.split(separator: ": ").dropFirst().joined(separator: ": ") } == [
                "meet.url: still says CHANGE-ME: write the value of your site",
                "token.app-id: still says CHANGE-ME: write the value of your site",
                "directory.kind: still says CHANGE-ME: write the value of your site",
                "directory.servers: still says CHANGE-ME: write the value of your site",
                "directory.bind.dn: still says CHANGE-ME: write the value of your site",
                "directory.users.base: still says CHANGE-ME: write the value of your site",
            ])
        let filled = Self.filled(text)
        #expect(Sample.problems(filled) == [])
        #expect(try Sample.load(filled).notices.isEmpty)
    }

    /// The code blocks in YAML of the README, or of another page.
    private static func blocks(of page: String = "README.md") throws -> [String] {
        try Repository.text(page).components(separatedBy: "```yaml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    @Test("The README's recipes load as they are, one for each kind")
    func recipes() throws {
        let recipes = try Self.blocks().filter { $0.hasPrefix("directory:") }
        let head = "meet: {url: \"https://meet.example.org\"}\ntoken: {app-id: meet}\n"
        let read = try recipes.map { try Sample.load(head + $0) }
        #expect(read.map(\.directory.kind?.value) == [.activeDirectory, .openLDAP, .freeIPA])
        #expect(read.allSatisfy { $0.notices.isEmpty && $0.access.moderators.count == 1 })
        #expect(
            read.map(\.directory.groups.source.words).map { $0.prefix { $0 != "(" } } == [
                "rule DC=corp,DC=example,DC=org", "search dc=example,dc=org ", "attribute memberOf",
            ])
    }

    @Test("The keys for RS256 and for JaaS in docs/tokens.md load as they are")
    func keys() throws {
        let blocks = try Self.blocks(of: "docs/tokens.md")
        let directory = Sample.file.split(separator: "directory:")[1]
        let meet = "meet: {url: \"https://meet.example.org\"}\n"
        let pair = try #require(blocks.first { $0.hasPrefix("token:") && $0.contains("RS256") })
        #expect(try Sample.load(meet + pair + "\ndirectory:" + directory).notices.isEmpty)
        let jaas = try #require(blocks.first { $0.hasPrefix("jaas:") })
        #expect(try Sample.load(jaas + "\ndirectory:" + directory).loginURL.value.host == "login.example.org")
    }

    @Test("and so do its rules for rooms")
    func rooms() throws {
        let rules = try #require(Self.blocks().first { $0.hasPrefix("rooms:") })
        let read = try Sample.load(Sample.file + "\n" + rules)
        #expect(read.rooms.count == 4 && read.notices.isEmpty)
    }

    @Test("and so does each of its ways to bind")
    func ways() throws {
        let lines = try Self.blocks().joined().components(separatedBy: "\n").filter {
            $0.hasPrefix("  bind: ")
        }
        .filter { !$0.contains("Jitsi") && !$0.contains("sysaccounts") }
        let ways = try lines.map { line in
            var text = Sample.file.replacing("  bind: {dn: \"cn=jitsi,dc=example,dc=org\"}", with: line)
            if line.contains("ldapi://") {
                text = text.replacing("ldaps://ldap.example.org", with: "ldapi://%2frun%2fslapd%2fldapi")
            }
            if line.contains("\"uid={username}") {
                text = text.replacing("  users:\n    base: ou=people,dc=example,dc=org\n", with: "")
                    .replacing("    filter: (uid={username})\n", with: "")
            }
            return try Sample.load(text).directory.bind.words.prefix { $0 != " " }
        }
        #expect(ways == ["account", "account", "external", "external", "anonymous", "as", "as"])
    }

    /// The installed config.yaml with a value in each of its gaps.
    private static func filled(_ text: String) -> String {
        text.replacing("https://CHANGE-ME", with: "https://meet.example.org")
            .replacing("ldaps://CHANGE-ME", with: "ldaps://ldap.example.org")
            .replacing(",CHANGE-ME", with: ",dc=example,dc=org")
            .replacing("app-id: CHANGE-ME", with: "app-id: meet")
            .replacing("kind: CHANGE-ME", with: "kind: openldap")
    }

    @Test("Each commented key of its section directory may be written, in the place of the same key above")
    func comments() throws {
        let lines = Self.filled(try Repository.text("systemd/config.yaml")).components(separatedBy: "\n")
        let section = try #require(lines.firstIndex(of: "directory:"))
        let end = try #require(lines.firstIndex(of: "access:"))
        var tried: [Substring] = []
        for index in section..<end {
            guard let match = lines[index].wholeMatch(of: /( +)# (([a-z-]+):( .*)?)/) else { continue }
            let (indent, key) = (match.1, match.3)
            // A list of keys in comments goes on where the comments are indented more.
            let body = lines[(index + 1)..<end].prefix { $0.hasPrefix("\(indent)#   ") }
            let written =
                ["\(indent)\(match.2)"] + body.map { $0.replacing("#", with: "", maxReplacements: 1) }
            var rest = lines
            rest.replaceSubrange(index...(index + body.count), with: written)
            if let live = lines.firstIndex(where: { $0.hasPrefix("\(indent)\(key):") }), live < index {
                let last = lines[(live + 1)...].firstIndex { !$0.hasPrefix(indent + " ") } ?? live + 1
                rest.removeSubrange(live..<last)
            }
            let isName = match.2.contains("as-user: \"uid=")
            #expect(
                Sample.problems(rest.joined(separator: "\n")).map { $0.split(separator: " ")[1] }
                    == (isName ? ["directory.users.base:"] : []), "\(match.2)")
            tried.append(key)
        }
        #expect(
            tried == [
                "servers", "start-tls", "plain-text", "ca-file", "ca-directory", "pin", "timeout",
                "connections",
                "password-file", "bind", "bind", "bind", "filter", "attributes", "groups", "groups",
            ])
    }
}
