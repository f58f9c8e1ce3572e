import Foundation
import TestSupport
import Testing

@Suite("check --jitsi")
struct CheckJitsiTests {
    private static let secret = "a secret of more than thirty-two bytes"

    private func check(root: TemporaryFolder, secret: String = secret) throws -> Command {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: """
                  servers: [ldaps://127.0.0.1:1]
                  bind: {dn: "cn=x,dc=example,dc=org"}
                  users: {base: "dc=example,dc=org", filter: "(uid={username})"}
                """, more: "access:\n  moderators: [\"cn=m,dc=example,dc=org\"]")
        try folder.write(secret, to: "app-secret", mode: 0o600)
        // The folder goes with its last owner.
        defer { withExtendedLifetime(root) {} }
        return try Command.run(
            [Product.path("jitsi-ldap-login"), "check", "--config", file, "--jitsi", "--root", root.path])
    }

    /// Prosody and jicofo as README.md has them; no nginx, no packages.
    private func host() throws -> TemporaryFolder {
        let root = try TemporaryFolder()
        try root.write(
            """
            VirtualHost "meet.example.org"
                authentication = "token"
                app_id = "meet"
                app_secret = "\(Self.secret)"
            Component "conference.meet.example.org" "muc"
                modules_enabled = { "token_verification", "token_affiliation" }
            """, to: "etc/prosody/conf.avail/meet.example.org.cfg.lua")
        try root.write("jicofo.conference.enable-auto-owner = false\n", to: "etc/jitsi/jicofo/jicofo.conf")
        try root.write(
            "var config = {};\nconfig.tokenAuthUrl = 'https://meet.example.org/_login?state={state}&room={room}';\n",
            to: "etc/jitsi/meet/meet.example.org-config.js")
        return root
    }

    @Test("prints each part, and ends with 0 where all is well")
    func sound() throws {
        let outcome = try check(root: try host())
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.hasPrefix("configuration OK\n"))
        for line in ["\nProsody\n", "\njicofo\n", "\nconfig.js\n", "\nnginx\n", "\nJitsi Meet OK\n"] {
            #expect(outcome.output.contains(line), "\(outcome.output)")
        }
        #expect(
            outcome.output.contains(
                "     ok /etc/prosody/conf.avail/meet.example.org.cfg.lua:4: app_secret is what is in token.secret-file\n"
            ))
    }

    @Test("prints a trap with file, line and remedy, never a secret, and ends with 78")
    func trap() throws {
        let outcome = try check(root: try host(), secret: "another secret of more than thirty-two bytes")
        #expect(outcome.status == 78)
        #expect(
            outcome.output.contains(
                """
                 FAILED /etc/prosody/conf.avail/meet.example.org.cfg.lua:4: app_secret is not what is in token.secret-file: \
                every token is refused
                     -> copy one over the other
                """), "\(outcome.output)")
        #expect(outcome.output.contains("Jitsi Meet NOT OK: one failure\n"))
        #expect(!(outcome.output + outcome.errors).contains("thirty-two"))
    }

    @Test("finds releases new enough that read a token in the query")
    func oldRelease() throws {
        let root = try host()
        try root.write(
            "Package: jitsi-meet\nStatus: install ok installed\nVersion: 2.0.5142-1\n",
            to: "var/lib/dpkg/status")
        let outcome = try check(root: root)
        #expect(
            outcome.status == 0 && outcome.output.contains("     ok jitsi-meet 2.0.5142-1"),
            "\(outcome.output)")
    }

    @Test("shows what files say so that they cannot write on the terminal")
    func hostile() throws {
        let root = try host()
        try root.write(
            "config.tokenAuthUrl = 'https://x/\u{1B}]0;owned\u{7}';",
            to: "etc/jitsi/meet/meet.example.org-config.js")
        let outcome = try check(root: root)
        #expect(outcome.status == 78 && !outcome.output.contains("\u{1B}"))
    }
}
