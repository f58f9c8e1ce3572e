import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandTests {
    private static let slapd = Result { try Slapd() }

    /// A configuration for the shared slapd, in a folder of the test's own.
    private func configuration(more: String = Responder.access) throws -> (TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: Responder.directory(try Self.slapd.get()),
            more: more)
        return (folder, file)
    }

    private func run(_ arguments: [String], config: String, input: String = "") throws -> Command {
        try Command.run([Product.path("jitsi-ldap-login")] + arguments + ["--config", config], input: input)
    }

    @Test("check says that a right configuration is right")
    func checkRight() throws {
        let (folder, file) = try configuration()
        defer { withExtendedLifetime(folder) {} }
        let check = try run(["check"], config: file)
        #expect(check.status == 0)
        #expect(check.output == "configuration OK\n")
    }

    @Test("check says what there is to know of the file, and that it is right all the same")
    func checkNotices() throws {
        let (folder, file) = try configuration(more: "throttle: {enabled: false}")
        defer { withExtendedLifetime(folder) {} }
        let check = try run(["check"], config: file)
        #expect(check.status == 0 && check.output == "configuration OK\n")
        #expect(check.errors.contains("config.yaml:") && check.errors.contains("slows a guesser"))
    }

    @Test("check names every problem at once, with line, column and remedy, and ends with 78")
    func checkWrong() throws {
        let folder = try TemporaryFolder()
        try folder.write("short", to: "app-secret", mode: 0o600)
        let file = try folder.write(
            """
            meet:
              url: https://meet.example.org
            token:
              app-id: meet
              lifetime: 5 sec
            directory:
              servers: [ldap://ldap.example.org]
              bind: {dn: "not a dn"}
              users:
                base: ou=people,dc=example,dc=org
                filter: (uid={username}
              grups: {}
            """, to: "config.yaml")
        let check = try run(["check"], config: file)
        #expect(check.status == 78)
        for part in [
            ":5:13: token.lifetime", ":7:13: directory.servers", "directory.bind.dn",
            "directory.users.filter",
            "directory.grups", "groups",
        ] {
            #expect(check.errors.contains(part), "\(part) in \(check.errors)")
        }
    }

    @Test(
        "check finds what only the modules know: a short secret, a missing password, authorities that are none"
    )
    func checkDeeper() throws {
        let (folder, file) = try configuration()
        try folder.write("short", to: "app-secret", mode: 0o600)
        try FileManager.default.removeItem(atPath: folder.file("ldap-password"))
        let check = try run(["check"], config: file)
        #expect(check.status == 78)
        #expect(check.errors.contains("token.secret-file"))
        #expect(check.errors.contains("allow-short-secret"))
        #expect(check.errors.contains("directory.bind.password-file"))
    }

    @Test(
        "try-login shows each step and ends with a code that says how",
        arguments: [
            ("alice", "alice secret", Int32(0), "may enter as moderator"),
            ("bob@example.org", "bob secret", 0, "may enter as member"),
            ("bob", "mistyped-7", 77, "the password is refused"), ("nobody", "x", 67, "nobody matches"),
            ("twins@example.org", "x", 67, "more than one entry matches"),
            ("carol", "carol secret", 77, "access.allow"),
            ("alice", "", 65, "No password"),
        ])
    func tryLogin(user: String, password: String, status: Int32, says: String) throws {
        let (folder, file) = try configuration()
        defer { withExtendedLifetime(folder) {} }
        let result = try run(["try-login", user], config: file, input: password + "\n")
        #expect(result.status == status)
        #expect((result.output + result.errors).contains(says), "\(result.output)\(result.errors)")
        #expect(password.count < 2 || !(result.output + result.errors).contains(password))
    }

    @Test("try-login does not praise a certificate where none was asked for")
    func tryLoginPlainText() throws {
        let folder = try TemporaryFolder()
        let slapd = try Self.slapd.get()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: Responder.directory(slapd, servers: [slapd.plainAddress]))
        let result = try run(["try-login", "alice"], config: file, input: "alice secret\n")
        #expect(result.status == 0)
        #expect(result.output.contains("reached \(slapd.plainAddress)"))
        #expect(!result.output.contains("certificate"))
    }

    @Test("try-login does not call a password wrong that only has to be changed (Active Directory's 773)")
    func tryLoginMustChange() throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedDirectory(
            password: (
                49,
                "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 773, v1db1"
            ))
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: Responder.directory(try Self.slapd.get(), servers: [server.address]))
        let result = try run(["try-login", "alice"], config: file, input: "right-but-old\n")
        #expect(result.status == 77)
        #expect(result.output.contains("data 773"))
        #expect(result.output.contains("must change their password"), "\(result.output)")
        #expect(!result.output.contains("password is refused") && !result.output.contains("is wrong"))
    }

    @Test("try-login shows what an entry holds without letting it write on the terminal")
    func tryLoginHostileEntry() throws {
        let person = SlapdPeople.person(
            uid: "mallory", name: "\u{1B}[2J\u{202E}Mallory", mail: "mallory@example.org",
            dn: "cn=\u{1B}[2J\u{202E}Mallory,\(Slapd.peopleBase)")
        let slapd = try Slapd(ldif: person)
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: Responder.directory(slapd))
        let result = try run(["try-login", "mallory"], config: file, input: "mallory secret\n")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("Mallory"))
        #expect(!result.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}"].contains($0) })
    }

    @Test("try-login says 69 where no directory server answers, and which and why")
    func tryLoginUnreachable() throws {
        let folder = try TemporaryFolder()
        let slapd = try Self.slapd.get()
        let dead = "ldaps://127.0.0.1:\(FreePort.next())"
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: Responder.directory(slapd, servers: [dead]))
        let result = try run(["try-login", "alice"], config: file, input: "alice secret\n")
        #expect(result.status == 69)
        #expect(result.output.contains(dead))
        #expect(result.output.contains("refused"))
    }

    @Test("mint prints a token that says what was asked")
    func mint() throws {
        let (folder, file) = try configuration()
        defer { withExtendedLifetime(folder) {} }
        let result = try run(
            [
                "mint", "--room", "Réunion", "--tenant", "School", "--user", "jane", "--name", "Jane Doe",
                "--email",
                "jane@example.org", "--moderator", "--feature", "recording=false", "--lifetime", "2h",
            ], config: file)
        #expect(result.status == 0, "\(result.errors)")
        let token = try ReadToken(compact: result.output.trimmingCharacters(in: .newlines))
        #expect(token["room"] == "r%c3%a9union")
        #expect(token["sub"] == "school")
        #expect(token.isModerator == true)
        #expect(token.user["name"] as? String == "Jane Doe")
        #expect(token.user["email"] as? String == "jane@example.org")
        let features = try #require(token.features)
        #expect(features["recording"] == false && features["livestreaming"] == true)
        let expires = try #require(token.claims["exp"] as? Int)
        let issued = try #require(token.claims["iat"] as? Int)
        #expect(expires - issued == 7200)
    }

    @Test("mint fails where its token cannot be written", arguments: [">&-", ">/dev/full"])
    func mintIntoNothing(redirection: String) throws {
        let (folder, file) = try configuration()
        defer { withExtendedLifetime(folder) {} }
        let result = try Command.run([
            "sh", "-c", "\"$@\" \(redirection)", "sh", Product.path("jitsi-ldap-login"), "mint", "--config",
            file, "--room", "R", "--user", "u",
        ])
        #expect(result.status == 71 && result.errors.contains("standard output"))
    }

    @Test("mint takes lifetime, audience, domain and rights of the configuration where nothing else is asked")
    func mintByConfiguration() throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection,
            token: "  audience: jitsi\n  subject: xmpp.example.org\n  lifetime: 30m",
            more: "access: {features: {member: {screen-sharing: false}}}")
        let result = try run(["mint", "--room", "Standup", "--user", "jane"], config: file)
        let token = try ReadToken(
            compact: result.output.trimmingCharacters(in: .newlines), audience: "jitsi")
        #expect(token["aud"] == "jitsi" && token["sub"] == "xmpp.example.org")
        #expect(token.isModerator == false)
        #expect(token.seconds("exp", after: "iat") == 1800)
        #expect(token.seconds("iat", after: "nbf") == 10)
        let features = try #require(token.features)
        #expect(features["screen-sharing"] == false && features["create-polls"] == true)
        let more = try run(
            ["mint", "--room", "Standup", "--user", "jane", "--feature", "recording"], config: file)
        let granted = try #require(
            try ReadToken(compact: more.output.trimmingCharacters(in: .newlines), audience: "jitsi").features)
        #expect(granted["screen-sharing"] == false && granted["recording"] == true)
    }

    @Test("mint signs with the private key of the configuration, under its name")
    func mintWithKey() throws {
        let folder = try TemporaryFolder()
        let key = try Command.output([
            "openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048",
        ])
        try folder.write(key, to: "token.pem", mode: 0o600)
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection,
            token: "  algorithm: RS256\n  key-file: token.pem\n  key-id: login-2026")
        let result = try run(["mint", "--room", "R", "--user", "jane"], config: file)
        #expect(result.status == 0, "\(result.errors)")
        let header = try Command.output(
            [
                "/usr/bin/python3", "-c",
                "import jwt, sys; print(sorted(jwt.get_unverified_header(sys.stdin.read().strip()).items()))",
            ], input: result.output)
        #expect(header == "[('alg', 'RS256'), ('kid', 'login-2026'), ('typ', 'JWT')]\n")
    }

    @Test("mint's token holds from and until the moments that are given, and shows the picture")
    func mintMoments() throws {
        let (folder, file) = try configuration()
        defer { withExtendedLifetime(folder) {} }
        let result = try run(
            [
                "mint", "--room", "R", "--user", "jane", "--avatar", "https://example.org/jane.png", "--from",
                "2026-01-01T00:00:00Z", "--until", "2100-01-01T01:00:00+01:00",
            ], config: file)
        let token = try ReadToken(compact: result.output.trimmingCharacters(in: .newlines))
        #expect(token.claims["nbf"] as? Int == 1_767_225_600)
        #expect(token.claims["exp"] as? Int == 4_102_444_800)
        #expect(token.user["avatar"] as? String == "https://example.org/jane.png")
    }

    @Test(
        "mint refuses what cannot be a token",
        arguments: [
            ["--room", "*", "--user", "jane"], ["--room", "", "--user", "jane"],
            ["--room", "R", "--user", ""],
            [
                "--room", "R", "--user", "jane", "--from", "2026-01-02T00:00:00Z", "--until",
                "2026-01-01T00:00:00Z",
            ],
            ["--room", "R", "--user", "jane", "--from", "9007199254740991"],
        ])
    func mintRefuses(arguments: [String]) throws {
        let (folder, file) = try configuration()
        defer { withExtendedLifetime(folder) {} }
        let result = try run(["mint"] + arguments, config: file)
        #expect(result.status == 65)
        #expect(result.output.isEmpty)
    }

    @Test("a moment that is none is answered with how to write one", arguments: ["--from", "--until"])
    func moment(option: String) throws {
        let arguments = ["mint", "--room", "R", "--user", "u", option, "tomorrow"]
        let result = try Command.run([Product.path("jitsi-ldap-login")] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains("such as 2026-11-21T"), "\(result.errors)")
    }

    @Test(
        "wrong arguments end with 64",
        arguments: [
            ["serf"], ["mint"], ["mint", "--room", "R", "--user", "u", "--until", "1", "--lifetime", "1h"],
        ])
    func usage(arguments: [String]) throws {
        let result = try Command.run([Product.path("jitsi-ldap-login")] + arguments)
        #expect(result.status == 64)
    }
}
