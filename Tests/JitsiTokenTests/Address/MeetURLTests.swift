import JitsiToken
import Testing

@Suite struct MeetURLTests {
    private static let takenRows: [(String, String)] = [
        ("https://meet.example.org", "https://meet.example.org"),
        ("https://meet.example.org/", "https://meet.example.org"),
        ("HTTPS://Meet.Example.ORG", "https://meet.example.org"),
        ("https://meet.example.org:443", "https://meet.example.org"),
        ("https://meet.example.org:8443/", "https://meet.example.org:8443"),
        ("https://localhost", "https://localhost"),
        ("https://127.0.0.1:15000", "https://127.0.0.1:15000"), ("https://[::1]", "https://[::1]"),
        ("https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443"),
        ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example"),
    ]

    @Test("An https address with a host, and perhaps a port, is taken", arguments: takenRows)
    func taken(_ text: String, _ origin: String) throws {
        #expect(try MeetURL(parsing: text).origin == origin)
    }

    private static let refusedRows: [(String, MeetURLProblem)] = [
        ("", MeetURLProblem.notHTTPS), ("meet.example.org", .notHTTPS),
        ("http://meet.example.org", .notHTTPS),
        ("http://127.0.0.1", .notHTTPS), ("javascript://meet", .notHTTPS),
        ("https:meet.example.org", .notHTTPS),
        ("https://", .host), ("https:///", .host), ("https://:443", .host), ("https://a..b", .host),
        ("https://-a.b", .host),
        ("https://m\u{fc}nchen.example", .host), ("https://a b", .host), ("https://a_b", .host),
        ("https://[::1", .host),
        ("https://[evil]", .host), ("https://a\r\nb", .host), ("https://a:", .port),
        ("https://a:0", .port),
        ("https://a:65536", .port), ("https://a:+1", .port), ("https://a:x", .port),
        ("https://a:1:2", .port),
        ("https://u@a", .userInformation), ("https://u:p@a", .userInformation), ("https://a/b", .path),
        ("https://a//", .path), ("https://a?b", .path), ("https://a#b", .path), ("https://a\\b", .path),
        ("https://" + String(repeating: "a.", count: 126) + "ab", .host),
    ]

    @Test("Everything else is refused with what to write", arguments: refusedRows)
    func refused(_ text: String, _ problem: MeetURLProblem) {
        #expect(throws: problem) { try MeetURL(parsing: text) }
    }

    @Test("A Host header names it in any case, with its port")
    func host() throws {
        let meet = try MeetURL(parsing: "https://meet.example.org")
        for header in ["meet.example.org", "Meet.Example.Org", "meet.example.org:443"] {
            #expect(meet.isNamed(byHost: header))
        }
        for header in [
            "", "evil.example", "meet.example.org.", "meet.example.org:8443", "meet.example.org@evil",
        ] {
            #expect(!meet.isNamed(byHost: header))
        }
        let other = try MeetURL(parsing: "https://meet.example.org:8443")
        #expect(other.isNamed(byHost: "meet.example.org:8443"))
        #expect(!other.isNamed(byHost: "meet.example.org"))
    }
}
