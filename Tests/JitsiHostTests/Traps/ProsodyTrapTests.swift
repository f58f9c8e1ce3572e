import TestSupport
import Testing

@testable import JitsiHost

@Suite("A trap in Prosody is named, with file, line and remedy")
struct ProsodyTrapTests {
    private static let secretLine = "app_secret = \"\(SampleHost.secret)\""
    private static let roomsEnd = "\"token_affiliation\"; }"

    @Test(
        "in Prosody's virtual host",
        arguments: [
            Trap(
                SampleHost.prosody, "app_id = \"school\"", "app_id = \"other\"", .failed,
                "app_id does not have our token.app-id \"school\"", at: "meet.example.org.cfg.lua:5"),
            Trap(SampleHost.prosody, "app_id = \"school\"", "", .failed, "app_id is missing", at: ":3"),
            // A star stands for all among the issuers, and for itself here.
            Trap(
                SampleHost.prosody, "app_id = \"school\"", "app_id = \"*\"", .failed,
                "app_id does not have our token.app-id", at: ":5"),
            Trap(
                SampleHost.prosody, "app_id = \"school\"",
                "app_id = \"school\"; asap_accepted_issuers = { \"x\" }", .failed,
                "asap_accepted_issuers does not have", at: ":5"),
            Trap(
                SampleHost.prosody, "app_id = \"school\"",
                "app_id = \"school\"; asap_accepted_audiences = { \"x\" }", .failed,
                "asap_accepted_audiences does not have", at: ":5"),
            Trap(
                SampleHost.prosody, "app_id = \"school\"", "app_id = os.getenv(\"ID\")", .failed,
                "app_id could not be understood in line 5", at: ":5"),
            Trap(
                SampleHost.prosody, secretLine, "app_secret = \"another secret, thirty-two bytes\"", .failed,
                "app_secret is not what is in token.secret-file", at: ":6"),
            Trap(
                SampleHost.prosody, secretLine, "app_secret = \"\"", .failed,
                "app_secret is not what is in token.secret-file", at: ":6"),
            Trap(SampleHost.prosody, secretLine, "", .failed, "app_secret is missing", at: ":3"),
            Trap(
                SampleHost.prosody, secretLine, "app_secret = ENV", .failed,
                "app_secret could not be understood in line 6", at: ":6"),
            Trap(
                SampleHost.prosody, secretLine, secretLine + "; signature_algorithm = \"HS512\"", .failed,
                "signature_algorithm = \"HS512\"", at: ":6"),
            Trap(
                SampleHost.prosody, secretLine, secretLine + "; asap_key_server = \"https://x\"", .failed,
                "asap_key_server makes it RS256", at: ":6"),
            Trap(
                SampleHost.prosody, "allow_empty_token = false", "allow_empty_token = true", .failed,
                "whoever comes without a token", at: ":7"),
            Trap(
                SampleHost.prosody, "allow_empty_token = false",
                "allow_empty_token = false; asap_require_room_claim = false", .warning, "opens every room",
                at: ":7"),
            Trap(
                SampleHost.prosody, "allow_empty_token = false", "enable_domain_verification = false",
                .warning, "of all tenants", at: ":7"),
            Trap(
                SampleHost.prosody, "authentication = \"token\"", "authentication = \"jitsi-anonymous\"",
                .failed, "nobody asks for a token", at: ":4"),
            Trap(
                SampleHost.prosody, "allow_empty_token = false", "allow_empty_token = false\nfoo(\"x\")",
                .warning, "could not be understood in line 8", at: ":8"),
        ])
    func prosodyHost(trap: Trap) throws {
        trap.expectAlone(in: try trap.findings())
    }

    @Test(
        "in the rooms' component",
        arguments: [
            Trap(
                SampleHost.prosody, "\"token_verification\"; ", "", .failed, "a token for one room opens all",
                at: ":11"),
            Trap(
                SampleHost.prosody, "restrict_room_creation = true",
                "modules_disabled = { \"token_verification\" }", .failed, "a token for one room opens all",
                at: ":11"),
            Trap(SampleHost.prosody, roomsEnd, "}", .failed, "nobody moderates by their token", at: ":11"),
            Trap(
                SampleHost.prosody, roomsEnd, "\"token_affiliation\"; \"muc_wait_for_host\"; }", .failed,
                "makes everybody with a token an owner", at: ":11"),
            Trap(
                SampleHost.prosody, roomsEnd, "\"token_affiliation\"; \"token_owner_party\"; }", .warning,
                "token_owner_party lets no member", at: ":11"),
            Trap(
                SampleHost.prosody, roomsEnd, "\"token_affiliation_legacy\"; }", .failed,
                "mod_token_affiliation_legacy.lua is in none", at: ":11"),
            Trap(
                SampleHost.prosody, "restrict_room_creation = true", "allow_empty_token = true", .failed,
                "enters the rooms", at: ":10"),
            Trap(
                SampleHost.prosody, "Component \"conference.meet", "Component \"chat.meet", .failed,
                "there are no rooms", at: ":3"),
            Trap(
                SampleHost.prosody, "modules_enabled = { \"muc_meeting_id\"",
                "modules_enabled = base + { \"muc_meeting_id\"", .failed,
                "modules_enabled could not be understood in line 11", at: ":11"),
        ])
    func rooms(trap: Trap) throws {
        trap.expectAlone(in: try trap.findings())
    }

    @Test("in our own virtual host, which asks for no token, and not in another site's, which does")
    func otherSite() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, "authentication = \"token\"", "authentication = \"jitsi-anonymous\"")
        try host.write(
            "VirtualHost \"other.example.org\"\n    authentication = \"token\"\n    app_id = \"theirs\"\n",
            to: "/etc/prosody/conf.d/another.cfg.lua")
        Trap(
            "", "", "", .failed, "authentication = \"jitsi-anonymous\": nobody asks for a token", at: ":4"
        ).expectAlone(in: host.check())
    }

    @Test("in a file that is not in force, also where another site's is")
    func otherSiteInForce() throws {
        let host = try SampleHost()
        try host.remove("/etc/prosody/conf.d/meet.example.org.cfg.lua")
        try host.write(
            "VirtualHost \"other.example.org\"\n    authentication = \"token\"\n    app_id = \"theirs\"\n",
            to: "/etc/prosody/conf.d/another.cfg.lua")
        Trap("", "", "", .warning, "is not in force", at: SampleHost.prosody).expectAlone(in: host.check())
    }

    @Test("waiting for the host is no trap where its owners are switched off")
    func waiting() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, Self.roomsEnd,
            "\"token_affiliation\"; \"muc_wait_for_host\"; }\n wait_for_host_disable_auto_owners = true")
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test(
        "in the address of the public keys",
        arguments: [
            ("https://meet.example.org/_login/key", .failed, "is not an address of ours", "/_login/keys"),
            (
                "https://keys.example.org/", .warning, "leads elsewhere",
                // printf login-2026 | sha256sum
                "https://keys.example.org/ef532190cea3f9b8095377f0189ab1b0f35c052718ae1723187f5050d15cc985.pem"
            ),
        ] as [(String, Finding.Result, String, String)])
    func keyServer(address: String, result: Finding.Result, says: String, remedy: String) throws {
        let host = try SampleHost()
        try host.change(SampleHost.prosody, Self.secretLine, "asap_key_server = \"\(address)\"")
        let findings = host.check(.init(algorithm: "RS256", secret: nil))
        Trap("", "", "", result, says, at: ":6").expectAlone(in: findings)
        #expect(findings.contains { $0.remedies.contains { $0.contains(remedy) } })
    }

    @Test(
        "in the module of the roles, with where the release has it",
        arguments: [("2.0.10978-1", "add \"token_affiliation\""), ("2.0.10000-1", "jitsi-contrib")])
    func affiliation(version: String, remedy: String) throws {
        let host = try SampleHost()
        try host.change(SampleHost.packages, "2.0.10978-1", version)
        try host.change(SampleHost.prosody, Self.roomsEnd, "}")
        let findings = host.check()
        #expect(findings.contains { $0.result == .failed && $0.remedies[0].contains(remedy) }, "\(findings)")
    }
}
