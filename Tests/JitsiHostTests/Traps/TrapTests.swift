import TestSupport
import Testing

@testable import JitsiHost

/// One thing put wrong on a sound host.
struct Trap: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let result: Finding.Result
    /// What the finding says.
    let says: String
    /// What its place ends with: the file's name and the line.
    let place: String

    init(
        _ file: String, _ old: String, _ new: String, _ result: Finding.Result, _ says: String,
        at place: String
    ) {
        (self.file, self.old, self.new, self.result, self.says, self.place) = (
            file, old, new, result, says, place
        )
    }

    var testDescription: String { says }
}

@Suite("A trap on the host is named, with file, line and remedy")
struct TrapTests {
    private static let secretLine = "app_secret = \"\(SampleHost.secret)\""
    private static let autoLine = "enable-auto-owner = false"
    private static let roomsEnd = "\"token_affiliation\"; }"

    /// What is found on a host that is sound but for `trap`.
    private static func findings(of trap: Trap) throws -> [Finding] {
        let host = try SampleHost()
        try host.change(trap.file, trap.old, trap.new)
        return host.check()
    }

    private func expect(_ trap: Trap, _ findings: [Finding]) {
        let bad = findings.filter { $0.result != .ok }
        let found = bad.first { $0.result == trap.result && $0.text.contains(trap.says) }
        #expect(found != nil, "\(bad)")
        #expect(
            found?.place?.description.hasSuffix(trap.place) == true, "\(String(describing: found?.place))")
        #expect(found?.remedies.isEmpty == false)
        // One trap is one finding, so that nobody looks for a second.
        #expect(bad.count == 1, "\(bad)")
        #expect(!findings.contains { "\($0)".contains("thirty-two") }, "a secret is shown")
    }

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
        expect(trap, try Self.findings(of: trap))
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
        expect(trap, try Self.findings(of: trap))
    }

    @Test("in our own virtual host, which asks for no token, and not in another site's, which does")
    func otherSite() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, "authentication = \"token\"", "authentication = \"jitsi-anonymous\"")
        try host.write(
            "VirtualHost \"other.example.org\"\n    authentication = \"token\"\n    app_id = \"theirs\"\n",
            to: "/etc/prosody/conf.d/another.cfg.lua")
        expect(
            Trap(
                "", "", "", .failed, "authentication = \"jitsi-anonymous\": nobody asks for a token", at: ":4"
            ),
            host.check())
    }

    @Test("in a file that is not in force, also where another site's is")
    func otherSiteInForce() throws {
        let host = try SampleHost()
        try host.remove("/etc/prosody/conf.d/meet.example.org.cfg.lua")
        try host.write(
            "VirtualHost \"other.example.org\"\n    authentication = \"token\"\n    app_id = \"theirs\"\n",
            to: "/etc/prosody/conf.d/another.cfg.lua")
        expect(Trap("", "", "", .warning, "is not in force", at: SampleHost.prosody), host.check())
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
        "in jicofo's file",
        arguments: [
            Trap(
                SampleHost.jicofo, autoLine, "enable-auto-owner = true", .failed,
                "auto-owner is on: whoever comes first", at: "jicofo.conf:3"),
            Trap(
                SampleHost.jicofo, autoLine, "", .failed, "auto-owner is on (the default)", at: "jicofo.conf"),
            Trap(
                SampleHost.jicofo, autoLine, "enable-auto-owner = ${X}", .failed,
                "could not be understood in line 3", at: ":3"),
            Trap(
                SampleHost.jicofo, "jicofo {\n",
                "jicofo {\n authentication {\n enabled = true\n type = JWT }\n", .failed,
                "everybody with a token an owner", at: ":3"),
            Trap(
                SampleHost.jicofo, "jicofo {\n", "jicofo {\n authentication { type = XMPP }\n", .warning,
                "does not say whether it is on", at: ":2"),
        ])
    func jicofo(trap: Trap) throws {
        expect(trap, try Self.findings(of: trap))
    }

    @Test("in jicofo's old file, which is read beside the new one")
    func oldJicofo() throws {
        let host = try SampleHost()
        try host.write("a=b\norg.jitsi.jicofo.auth.URL=EXT_JWT:meet.example.org\n", to: SampleHost.oldJicofo)
        expect(
            Trap(
                "", "", "", .failed, "everybody who is logged in an owner",
                at: "sip-communicator.properties:2"), host.check())
    }

    @Test("in jicofo's old file, which wins where it says anything")
    func oldJicofoWins() throws {
        let host = try SampleHost()
        try host.write("org.jitsi.jicofo.DISABLE_AUTO_OWNER=false\n", to: SampleHost.oldJicofo)
        let findings = host.check()
        expect(
            Trap("", "", "", .failed, "auto-owner is on", at: "sip-communicator.properties:1"), findings)
        // What the new file says has no effect.
        #expect(findings.contains { $0.remedies.contains { $0.contains("DISABLE_AUTO_OWNER=true") } })
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
        expect(Trap("", "", "", result, says, at: ":6"), findings)
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

    @Test(
        "in config.js",
        arguments: [
            Trap(
                SampleHost.config, "config.tokenAuthUrl", "// config.tokenAuthUrl", .warning,
                "tokenAuthUrl is missing", at: "config.js"),
            Trap(
                SampleHost.config, "https://meet.example.org/_login", "https://meet.example.org/token.php",
                .failed, "leads to another login", at: ":4"),
            Trap(
                SampleHost.config, "https://meet.example.org/_login", "https://meet.example.org/_login2",
                .failed, "leads to another login", at: ":4"),
            Trap(SampleHost.config, "state={state}&", "", .warning, "has no {state}", at: ":4"),
            Trap(SampleHost.config, "&room={room}", "", .failed, "does not name the room", at: ":4"),
            Trap(
                SampleHost.config, "domain: 'meet",
                "anonymousdomain: 'guest.meet.example.org', domain: 'meet", .warning,
                "guests of guest.meet.example.org", at: ":2"),
        ])
    func script(trap: Trap) throws {
        expect(trap, try Self.findings(of: trap))
    }

    @Test(
        "in nginx's files",
        arguments: [
            Trap(
                SampleHost.site, "    include /etc/jitsi/meet/jaas/*.conf;\n", "", .failed,
                "does not include the drop-ins", at: "meet.example.org.conf:42"),
            Trap(
                SampleHost.site, "try_files $uri @root_path;",
                "if ($arg_jwt = \"\") { return 302 /login.php; }", .failed, "it breaks /", at: ":53"),
            Trap(
                SampleHost.site, "server_name meet.example.org", "server_name other.example.org", .failed,
                "no server block", at: ""),
            Trap(
                SampleHost.http, "meet.example.org  jitsi_ldap_login", "other.example.org jitsi_ldap_login",
                .failed, "it has no login", at: "jitsi-ldap-login-http.conf:19"),
            Trap(SampleHost.site, "root /usr", "root \"/usr", .warning, "could not be understood", at: ""),
        ])
    func nginx(trap: Trap) throws {
        let findings = try Self.findings(of: trap)
        #expect(
            findings.contains {
                $0.result == trap.result && $0.text.contains(trap.says)
                    && ($0.place?.description ?? "").hasSuffix(trap.place)
            }, "\(findings)")
    }

    @Test("in what our own configuration wants of the host")
    func wishes() throws {
        let host = try SampleHost()
        expect(
            Trap("", "", "", .failed, "the domain of the rooms is meet.example.org", at: ":3"),
            host.check(.init(subject: "meet.jitsi")))
        expect(
            Trap("", "", "", .warning, "nobody moderates", at: "jicofo.conf:3"),
            host.check(.init(moderators: false)))
        #expect(
            host.check(.init(algorithm: "RS256", secret: nil)).contains {
                $0.text.contains("asap_key_server is missing")
            })
        #expect(host.check(.init(fragment: true)).allSatisfy { $0.result == .ok })
    }

    @Test("in a bounce of an older release, which knows nothing of a token in the fragment")
    func olderBounce() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.http, "__Secure-jitsi-ldap-login-entered=1", "__Secure-other=1")
        #expect(host.check().allSatisfy { $0.result == .ok })
        expect(
            Trap("", "", "", .failed, "knows nothing of meet.delivery: fragment", at: "login-http.conf"),
            host.check(.init(fragment: true)))
    }

    @Test("in a release that is too old for the fragment, and in packages that are missing")
    func packages() throws {
        let host = try SampleHost()
        try host.change(SampleHost.packages, "2.0.10978-1", "2.0.9457-1")
        #expect(host.check().allSatisfy { $0.result == .ok })
        let old = host.check(.init(fragment: true)).first { $0.result == .failed }
        #expect(old?.text.contains("stable-9457 does not read a token in the fragment") == true)
        for state in ["deinstall ok config-files", "unknown ok not-installed"] {
            let host = try SampleHost()
            try host.change(
                SampleHost.packages, "Package: jitsi-meet-tokens\nStatus: install ok installed",
                "Package: jitsi-meet-tokens\nStatus: \(state)")
            #expect(
                host.check().contains {
                    $0.result == .warning && $0.text.contains("jitsi-meet-tokens is not installed")
                })
        }
    }

    @Test("in a Prosody file that is not in force, and in a folder without our drop-ins")
    func missing() throws {
        let host = try SampleHost()
        try host.remove("/etc/prosody/conf.d/meet.example.org.cfg.lua")
        #expect(
            host.check().contains {
                $0.text.contains("is not in force") && $0.remedies[0].hasPrefix("ln -s ")
            })
        try host.remove("/etc/jitsi/meet/jaas/jitsi-ldap-login-10-login.conf")
        try host.remove("/etc/jitsi/meet/jaas/jitsi-ldap-login-20-bounce.conf")
        let findings = host.check()
        #expect(findings.contains { $0.result == .failed && $0.text.contains("10-login.conf is missing") })
        #expect(findings.contains { $0.result == .warning && $0.text.contains("there is no bounce") })
    }

    @Test("in nginx's multiplexer of 2020, which hides where visitors come from")
    func multiplexer() throws {
        let host = try SampleHost()
        try host.write(
            """
            stream {
                map $ssl_preread_alpn_protocols $upstream { ~\\bh2\\b web; default turn; }
                server { listen 443; ssl_preread on; proxy_pass $upstream; }
            }
            """, to: "/etc/nginx/modules-enabled/60-jitsi-meet.conf")
        expect(
            Trap("", "", "", .warning, "every visitor comes from 127.0.0.1", at: "60-jitsi-meet.conf:1"),
            host.check())
        try host.change("/etc/nginx/modules-enabled/60-jitsi-meet.conf", "ssl_preread on", "ssl_preread off")
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test(
        "in the switch for features, on releases that have it and where the release is unknown",
        arguments: [true, false])
    func features(isKnown: Bool) throws {
        let host = try SampleHost()
        if isKnown {
            try host.change(SampleHost.packages, "2.0.10978-1", "2.0.7577-1")
        } else {
            try host.change(SampleHost.packages, "Package: jitsi-meet\n", "Package: jitsi-meet-web\n")
        }
        expect(
            Trap("", "", "", .warning, "enableFeaturesBasedOnToken is not true", at: "config.js"),
            host.check(.init(features: true)))
        try host.change(
            SampleHost.config, "config.tokenAuthUrl",
            "config.enableFeaturesBasedOnToken = true;\nconfig.tokenAuthUrl")
        #expect(host.check(.init(features: true)).allSatisfy { $0.result == .ok })
        expect(Trap("", "", "", .failed, "the tokens list no features", at: "config.js:4"), host.check())
    }

    @Test("the switch for features is none on today's releases")
    func featuresToday() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.config, "config.tokenAuthUrl",
            "config.enableFeaturesBasedOnToken = true;\nconfig.tokenAuthUrl")
        #expect(host.check().allSatisfy { $0.result == .ok })
        #expect(host.check(.init(features: true)).allSatisfy { $0.result == .ok })
    }
}
