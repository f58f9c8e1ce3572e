import Foundation
import TestSupport
import Testing

@Suite("The responder by itself")
struct BareResponderTests {
    private static let site = Result { try BareSite() }
    private func site() throws -> BareSite { try Self.site.get() }
    private static let form = "username=alice&password=secret"

    @Test(
        "answers to its own host only, whatever is asked",
        arguments: [
            ("meet.example.org", 200), ("MEET.example.org", 200), ("meet.example.org:443", 200),
            ("evil.example", 421), ("meet.example.org.evil.example", 421), ("meet.example.org:8443", 421),
            ("xmeet.example.org", 421), ("127.0.0.1", 421),
        ])
    func host(host: String, status: Int) throws {
        let site = try site()
        let page = try site.request("/_login/to/Standup", host: host)
        #expect(page.status == status)
        #expect(page.body.contains("type=\"password\"") == (status == 200))
        // The directory is out of reach: 503 says that the password was on its way to it.
        let login = try site.request("/_login/to/Standup", host: host, body: Self.form)
        #expect(login.status == (status == 200 ? 503 : status))
    }

    @Test(
        "takes a form from its own pages only, and from browsers that are too old to say",
        arguments: [
            ([], 503), (["Origin: https://meet.example.org"], 503), (["Sec-Fetch-Site: same-origin"], 503),
            (["Origin: https://meet.example.org.evil.example"], 400),
            (["Origin: https://meet.example.org:8443"], 400), (["Origin: https://evil.example"], 400),
            (["Origin: https://evil.example", "Sec-Fetch-Site: same-origin"], 400),
            (["Sec-Fetch-Site: none"], 400),
        ] as [([String], Int)])
    func origin(headers: [String], status: Int) throws {
        let answer = try site().request("/_login/to/Standup", headers: headers, body: Self.form)
        #expect(answer.status == status)
    }

    @Test("lets the files of its pages be read, and nothing be sent to them")
    func assetMethods() throws {
        let site = try site()
        #expect(try site.request("/_login/hook.js").status == 200)
        let posted = try site.request("/_login/hook.js", body: Self.form)
        #expect(posted.status == 405)
        #expect(posted["allow"] == "GET, HEAD")
    }

    @Test("says of a form beyond 64 KiB that it is too large")
    func tooLarge() throws {
        let site = try BareSite()
        let answer = try site.request(
            "/_login/to/Standup", body: "username=a&password=" + String(repeating: "p", count: 70_000))
        #expect(answer.status == 413)
        #expect(answer.body.contains("<html"))
        site.responder.stop()
        #expect(site.responder.log.contains("<5>request too large client=127.0.0.1\n"))
    }

    @Test("shows the organisation, its logo, its links and its languages as they are configured")
    func pages() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>", to: "logo.svg")
        let site = try BareSite(
            more: """
                pages:
                  organisation: Example School
                  logo: logo.svg
                  languages: [de]
                  help-url: https://example.org/help
                  forgot-password-url: https://example.org/forgot
                  imprint-url: https://example.org/imprint
                  privacy-url: https://example.org/privacy
                """, folder: folder)
        let page = try site.request("/_login/to/Standup", headers: ["Accept-Language: en"]).body
        #expect(page.contains("<html lang=\"de\"") && !page.contains("lang=\"en\""))
        #expect(page.contains("<bdi>Example School</bdi>"))
        #expect(page.contains("<img class=\"logo\""))
        for (address, text) in [
            ("help", "Hilfe"), ("forgot", "Passwort vergessen"), ("imprint", "Impressum"),
            ("privacy", "Datenschutz"),
        ] {
            let link = page.components(separatedBy: "href=\"https://example.org/\(address)\"")
            #expect(link.count == 2 && link[1].prefix(120).contains(text), "\(address) in \(page)")
        }
    }

    @Test("shows that it is well, and counts logins and what the directory failed to do")
    func figures() throws {
        let site = try BareSite()
        #expect(try site.request("/health").body == "ok\n")
        let before = try site.request("/metrics").body
        #expect(before.contains("\njitsi_ldap_login_directory_up{server=\"\(BareSite.directory)\"} 1\n"))
        for _ in 0..<2 { _ = try site.request("/_login/to/Standup", body: Self.form) }
        let after = try site.request("/metrics").body
        for line in [
            "logins_total{outcome=\"directory-unreachable\"} 2",
            "directory_up{server=\"\(BareSite.directory)\"} 0",
            "directory_failures_total{server=\"\(BareSite.directory)\"} 2",
        ] {
            #expect(after.contains("\njitsi_ldap_login_\(line)\n"), "\(line) in \(after)")
        }
    }

    @Test("says on the line of a login why the directory could not be asked, as an error")
    func unreachableInLog() throws {
        let site = try BareSite()
        _ = try site.request("/_login/to/Standup", body: Self.form)
        site.responder.stop()
        let line = site.responder.log.split(separator: "\n").first {
            $0.contains("login ") && $0.contains("outcome=")
        }
        #expect(line?.hasPrefix("<3>login ") == true)
        #expect(line?.contains("outcome=directory-unreachable") == true)
        #expect(line?.contains("cause=\"\(BareSite.directory): connecting failed:") == true, "\(line ?? "-")")
    }

    @Test("names another host that is asked for in the log")
    func hostInLog() throws {
        let site = try BareSite()
        _ = try site.request("/_login/to/Standup", host: "evil.example")
        site.responder.stop()
        #expect(
            site.responder.log.contains(
                "<6>request for another host client=127.0.0.1 host=evil.example\n"))
    }

    @Test("names the origin of a form that it refuses in the log")
    func originInLog() throws {
        let site = try BareSite()
        _ = try site.request(
            "/_login/to/Standup", headers: ["Origin: https://evil.example"], body: Self.form)
        site.responder.stop()
        #expect(
            site.responder.log.contains(
                "<5>form from another site client=127.0.0.1 origin=https://evil.example\n"))
    }
}
