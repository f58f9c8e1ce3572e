import TestSupport
import Testing

@testable import JitsiHost

@Suite("A trap on the host is named, with file, line and remedy")
struct TrapTests {
    private static let autoLine = "enable-auto-owner = false"

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
        trap.expectAlone(in: try trap.findings())
    }

    @Test("in jicofo's old file, which is read beside the new one")
    func oldJicofo() throws {
        let host = try SampleHost()
        try host.write("a=b\norg.jitsi.jicofo.auth.URL=EXT_JWT:meet.example.org\n", to: SampleHost.oldJicofo)
        Trap(
            "", "", "", .failed, "everybody who is logged in an owner",
            at: "sip-communicator.properties:2"
        ).expectAlone(in: host.check())
    }

    @Test("in jicofo's old file, which wins where it says anything")
    func oldJicofoWins() throws {
        let host = try SampleHost()
        try host.write("org.jitsi.jicofo.DISABLE_AUTO_OWNER=false\n", to: SampleHost.oldJicofo)
        let findings = host.check()
        Trap("", "", "", .failed, "auto-owner is on", at: "sip-communicator.properties:1").expectAlone(
            in: findings)
        // What the new file says has no effect.
        #expect(findings.contains { $0.remedies.contains { $0.contains("DISABLE_AUTO_OWNER=true") } })
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
                SampleHost.config, "config.tokenAuthUrl",
                "config.tokenLogoutUrl = '/logout'; config.tokenAuthUrl",
                .warning, "tokenLogoutUrl leads elsewhere: /logout", at: ":4"),
            Trap(
                SampleHost.config, "config.tokenAuthUrl",
                "config.tokenLogoutUrl = 'https://meet.example.org/_login/logout2'; config.tokenAuthUrl",
                .warning, "tokenLogoutUrl leads elsewhere", at: ":4"),
            Trap(
                SampleHost.config, "domain: 'meet",
                "anonymousdomain: 'guest.meet.example.org', domain: 'meet", .warning,
                "guests of guest.meet.example.org", at: ":2"),
        ])
    func script(trap: Trap) throws {
        trap.expectAlone(in: try trap.findings())
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
        let findings = try trap.findings()
        #expect(
            findings.contains {
                $0.result == trap.result && $0.text.contains(trap.says)
                    && ($0.place?.description ?? "").hasSuffix(trap.place)
            }, "\(findings)")
    }

    @Test("in what our own configuration wants of the host")
    func wishes() throws {
        let host = try SampleHost()
        Trap("", "", "", .failed, "the domain of the rooms is meet.example.org", at: ":3").expectAlone(
            in: host.check(.init(subject: "meet.jitsi")))
        Trap("", "", "", .warning, "nobody moderates", at: "jicofo.conf:3").expectAlone(
            in: host.check(.init(moderators: false)))
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
        Trap("", "", "", .failed, "knows nothing of meet.delivery: fragment", at: "login-http.conf")
            .expectAlone(in: host.check(.init(fragment: true)))
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
        Trap("", "", "", .warning, "every visitor comes from 127.0.0.1", at: "60-jitsi-meet.conf:1")
            .expectAlone(in: host.check())
        try host.change("/etc/nginx/modules-enabled/60-jitsi-meet.conf", "ssl_preread on", "ssl_preread off")
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test("in a multiplexer whose word for where visitors come from is not read; read, it is none")
    func proxyProtocol() throws {
        let host = try SampleHost()
        try host.write(
            "stream { server { listen 443; ssl_preread on; proxy_protocol on; proxy_pass 127.0.0.1:4444; } }",
            to: "/etc/nginx/modules-enabled/60-jitsi-meet.conf")
        Trap("", "", "", .warning, "and does not read it", at: "60-jitsi-meet.conf:1")
            .expectAlone(in: host.check())
        try host.write(
            "set_real_ip_from 127.0.0.1;\nreal_ip_header proxy_protocol;\n",
            to: "/etc/nginx/conf.d/real-ip.conf")
        #expect(host.check().allSatisfy { $0.result == .ok })
        try host.change("/etc/nginx/conf.d/real-ip.conf", "proxy_protocol", "X-Forwarded-For")
        #expect(host.check().contains { $0.text.contains("and does not read it") })
    }

    @Test("in a multiplexer that stands in nginx's main file")
    func mainFile() throws {
        let host = try SampleHost()
        try host.write(
            "events {}\nstream { server { listen 443; ssl_preread on; proxy_pass 127.0.0.1:4444; } }",
            to: "/etc/nginx/nginx.conf")
        Trap("", "", "", .warning, "every visitor comes from 127.0.0.1", at: "nginx.conf:2")
            .expectAlone(in: host.check())
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
        Trap("", "", "", .warning, "enableFeaturesBasedOnToken is not true", at: "config.js").expectAlone(
            in: host.check(.init(features: true)))
        try host.change(
            SampleHost.config, "config.tokenAuthUrl",
            "config.enableFeaturesBasedOnToken = true;\nconfig.tokenAuthUrl")
        #expect(host.check(.init(features: true)).allSatisfy { $0.result == .ok })
        Trap("", "", "", .failed, "the tokens list no features", at: "config.js:4").expectAlone(
            in: host.check())
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
