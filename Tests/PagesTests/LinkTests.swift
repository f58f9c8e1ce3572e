import Testing

@testable import Pages

@Suite struct LinkTests {
    @Test(
        "Addresses that lead somewhere harmless are links",
        arguments: [
            "https://help.example.org/", "http://10.0.0.1:8080/a?b=c&d=e#f", "HTTPS://EXAMPLE.ORG",
            "mailto:help@example.org",
            "https://[2001:db8::1]/", "https://schüler.example/",
        ])
    func accepted(_ text: String) { #expect(Link(external: text)?.address == text) }

    @Test(
        "Everything else is not",
        arguments: [
            "", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
            "data:text/html,x", "vbscript:x", "//evil.example", "/path", "https:evil", "https:/evil",
            "https://",
            "https://@evil.example", "mailto:", "mailto:nobody", "https://a b/", "https://a/\"onclick=",
            "https://a\\b", "https://a/<b>",
            "https://a/\u{202E}b", "https://a/\u{0}", "ftp://a/",
            "https://a/" + String(repeating: "x", count: 2000),
        ])
    func refused(_ text: String) { #expect(Link(external: text) == nil) }

    @Test(
        "What opens one of Jitsi's apps in a room of the site is a link",
        arguments: [
            "org.jitsi.meet://meet.example.org/Room?jwt=a.b.c",
            "jitsi-meet://meet.example.org/a/Room?jwt=a#config.a='1'",
            "intent://meet.example.org/Room?jwt=a.b.c#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end",
            "intent://meet.example.org/R?jwt=a#config.a=1#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end",
            "org.jitsi.meet://meet.example.org/" + String(repeating: "x", count: 39_000),
        ])
    func app(_ text: String) { #expect(Link(app: text, at: Samples.origin)?.address == text) }

    @Test(
        "Another scheme, host or intent is none: it would get the token",
        arguments: [
            "", "javascript:alert(1)", "javascript://meet.example.org/%0aalert(1)", "data:text/html,x",
            "https://meet.example.org/Room?jwt=a", "org.jitsi.meet:meet.example.org/Room",
            "ORG.JITSI.MEET://meet.example.org/Room", "org.jitsi.meet://meet.example.org",
            "org.jitsi.meet://meet.example.org.evil.example/Room",
            "org.jitsi.meet://evil.example/meet.example.org/",
            "org.jitsi.meet://x@meet.example.org/Room", "org.jitsi.meet://meet.example.org:8443/Room",
            "intent://meet.example.org/Room", "intent://meet.example.org/Room#Intent;scheme=http;end",
            "intent://meet.example.org/R#Intent;scheme=org.jitsi.meet;package=evil.app;end",
            "intent://meet.example.org/R#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;S.browser_fallback_url=x;end",
            "intent://meet.example.org/R#Intent;package=evil.app;end#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end",
            "jitsi-meet://meet.example.org/R#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end",
            "org.jitsi.meet://meet.example.org/a b", "org.jitsi.meet://meet.example.org/a\"b",
            "org.jitsi.meet://meet.example.org/<", "org.jitsi.meet://meet.example.org/\n",
            "org.jitsi.meet://meet.example.org/é", "org.jitsi.meet://meet.example.org/\\evil",
            "org.jitsi.meet://meet.example.org/" + String(repeating: "x", count: 40_000),
        ])
    func noApp(_ text: String) { #expect(Link(app: text, at: Samples.origin) == nil) }

    @Test("The room's own address is a link with all that goes with it, and no other site's is")
    func meeting() throws {
        let address =
            "https://meet.example.org/Room?jwt=a.b.c#config.a='1'" + String(repeating: "x", count: 20_000)
        #expect(Link(meeting: address, at: Samples.origin)?.address == address)
        for other in [
            "https://meet.example.org", "https://meet.example.org.evil.example/",
            "http://meet.example.org/Room",
            "https://meet.example.org:8443/Room", "https://meet.example.org@evil.example/", "/Room", "",
            "https://meet.example.org/a b", "https://meet.example.org/\"",
        ] {
            #expect(Link(meeting: other, at: Samples.origin) == nil)
        }
        let ported = try #require(Origin("https://meet.example.org:8443"))
        #expect(Link(app: "jitsi-meet://meet.example.org:8443/R", at: ported) != nil)
        #expect(Link(app: "jitsi-meet://meet.example.org/R", at: ported) == nil)
    }

    @Test("A path of ours is a link", arguments: ["/", "/_login", "/_login/to/R%C3%A9union?lang=de&a=b"])
    func local(_ text: String) { #expect(Link(local: text)?.address == text) }

    @Test(
        "A path that a browser takes for another host is not",
        arguments: [
            "", "//evil", "/\\evil", "\\/evil", "https://evil", "evil", "/\t/evil", "/\n/evil",
            "/a\r\nSet-Cookie: b", "/a\"b", "/a b",
        ])
    func foreign(_ text: String) { #expect(Link(local: text) == nil) }

    @Test(
        "An origin is read as a browser writes it",
        arguments: [
            ("https://meet.example.org", "https://meet.example.org", "meet.example.org"),
            ("https://Meet.Example.org/", "https://meet.example.org", "meet.example.org"),
            ("https://meet.example.org:443", "https://meet.example.org", "meet.example.org"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1"),
            ("https://[::1]:8443", "https://[::1]:8443", "[::1]"), ("http://a:80/", "http://a", "a"),
            ("https://[2001:db8::1]", "https://[2001:db8::1]", "[2001:db8::1]"),
        ])
    func origin(_ text: String, _ written: String, _ host: String) {
        #expect(Origin(text)?.description == written)
        #expect(Origin(text)?.host == host)
    }

    @Test(
        "What could break out of a Content-Security-Policy is no origin",
        arguments: [
            "", "meet.example.org", "https://", "ftp://a", "https://a b", "https://a;script-src *",
            "https://a/path", "https://a?b", "https://user@a",
            "https://a:0", "https://a:65536", "https://a:", "https://a:1:2", "https://*", "https://a..b",
            "https://-a", "https://a,b", "https://a'", "https://[::1", "https://[x]", "https://a\r\nX: y",
            "https://réunion.example",
        ])
    func noOrigin(_ text: String) { #expect(Origin(text) == nil) }
}
