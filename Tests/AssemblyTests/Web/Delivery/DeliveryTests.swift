import FastCGI
import Foundation
import Login
import Testing

@testable import jitsi_ldap_login

@Suite("With the token in the fragment")
struct DeliveryTests {
    private static let form = "username=alice&password=secret&lang=en"
    private static let entered = "HTTP_COOKIE=__Secure-jitsi-ldap-login-entered=1"
    private static let alice = Account.alice()

    private func site(
        notice: PasswordNotice? = nil, session: String = "{lifetime: 0s}", rooms: String = "",
        delivery: String = "fragment"
    ) throws -> ScriptedSite {
        try ScriptedSite(
            .authenticated(Self.alice, notice: notice), session: session, rooms: rooms, delivery: delivery)
    }

    private func cookies(_ response: Response) -> [String] {
        response.headers.filter { $0.0 == "Set-Cookie" }.map { String($0.1.prefix { $0 != ";" }) }
    }

    @Test(
        "a cookie counts only under its whole name and with its value",
        arguments: [
            ("n=1", true), ("a=b; n=1", true), ("a=b;n=1;c", true), (" \tn=1", true), ("n=1;", true),
            ("", false), ("n", false), ("n=", false), ("n=11", false), ("xn=1", false), ("n2=1", false),
            ("N=1", false), ("a=n=1", false), ("n=1 ", false),
            ("n=1; " + String(repeating: "x", count: 16_379), true),
            ("n=1; " + String(repeating: "x", count: 16_380), false),
        ])
    func header(header: String, isThere: Bool) { #expect(EntryCookies.has("n", in: header) == isThere) }

    @Test(
        "a login leads into the room, with the cookies for the bounce; where cookies are not taken it does not"
    )
    func login() throws {
        let site = try site()
        let answer = site.post(Self.form)
        #expect(answer.status == 303)
        #expect(
            answer.header("Location")?.hasPrefix("\(ScriptedSite.origin)/Standup?lang=en#jwt=%22eyJ") == true)
        #expect(answer.header("Referrer-Policy") == "no-referrer")
        let marks = answer.headers.filter { $0.0 == "Set-Cookie" && $0.1.contains("entered") }.map(\.1)
        #expect(
            marks
                == ["/Standup", "/_login/to/Standup"].map {
                    "__Secure-jitsi-ldap-login-entered=1; Max-Age=10; Path=\($0); Secure; HttpOnly; SameSite=Lax"
                })

        let refused = site.bare(FormOfPage.body(Self.form, with: site.formToken()))
        #expect(refused.status == 403 && refused.header("Location") == nil)
        #expect(refused.text.contains("takes no cookies") && !refused.text.contains("eyJ"))
    }

    @Test("so do the page about a password, and a guest's form")
    func otherForms() throws {
        let site = try site(notice: .graceLogins(1), rooms: "rooms: [{match: \"*\", guests: true}]")
        let notice = site.post(Self.form)
        let found = try #require(notice.text.range(of: "name=\"token\" value=\""))
        let token = notice.text[found.upperBound...].prefix { $0 != "\"" }
        let entry = site.post("token=\(token)&lang=en")
        #expect(entry.header("Location") == "\(ScriptedSite.origin)/Standup?lang=en#jwt=%22\(token)%22")
        #expect(cookies(entry).count == 2)
        let guest = site.post("guest=Jane&lang=en")
        #expect(guest.header("Location")?.contains("#jwt=%22eyJ") == true && cookies(guest).count == 2)
    }

    @Test("a session leads in, and its loop ends on the page that says so")
    func session() throws {
        let site = try site(session: "{}")
        let login = site.post(Self.form)
        #expect(login.status == 303)
        var cookie = try #require(cookies(login).first { $0.hasPrefix("__Host-") })
        for _ in 0..<1 {
            let next = site.get(ScriptedSite.address, ["HTTP_COOKIE=" + cookie])
            #expect(next.status == 303 && next.header("Location")?.contains("#jwt=%22eyJ") == true)
            #expect(cookies(next).filter { $0 == "__Secure-jitsi-ldap-login-entered=1" }.count == 2)
            cookie = try #require(cookies(next).first { $0.hasPrefix("__Host-") })
        }
        let turned = site.get(ScriptedSite.address, ["HTTP_COOKIE=" + cookie])
        #expect(turned.status == 200 && turned.header("Location") == nil)
        #expect(!turned.text.contains("eyJ"))
        #expect(site.log.last?.hasPrefix("loop ") == true)
        #expect(site.log.last?.contains("check --jitsi") == true)
        // By way of nginx the cookie comes along, and then it is nginx that sends people back.
        let both = "HTTP_COOKIE=" + cookie + "; __Secure-jitsi-ldap-login-entered=1"
        #expect(site.get(ScriptedSite.address, [both]).status == 200)
        #expect(site.log.last?.hasPrefix("loop ") == true)
        #expect(site.log.last?.contains("jitsi-ldap-login-http.conf in nginx") == true)
    }

    @Test(
        "whoever nginx sends back although the cookie is there reads so over the form; who follows a link does not"
    )
    func sentBack() throws {
        let site = try site()
        let back = site.get(ScriptedSite.address, [Self.entered])
        #expect(
            back.text.contains("your browser came straight back") && back.text.contains("name=\"password\""))
        #expect(site.log.last?.hasPrefix("sent back client=192.0.2.7 remedy=") == true)
        let link = site.get(
            ScriptedSite.address,
            [Self.entered, "HTTP_REFERER=https://meet.example.org/_login/denied/to/Standup"])
        #expect(link.status == 200 && !link.text.contains("straight back"))
        #expect(!site.get().text.contains("straight back"))
        #expect(
            try !self.site(delivery: "query").get(ScriptedSite.address, [Self.entered]).text.contains(
                "straight back")
        )
        let closed = try self.site(rooms: "rooms: [{match: \"*\", closes: \"2020-01-01T00:00:00Z\"}]")
        #expect(!closed.get(ScriptedSite.address, [Self.entered]).text.contains("straight back"))
    }

    @Test("a path that is too long for a cookie is marked for the whole site")
    func longPath() throws {
        let site = try site()
        let longest = 1024 - "/_login/to/".count
        for (count, paths) in [(longest, 2), (longest + 1, 1)] {
            let room = "R" + String(repeating: "+", count: count - 1)
            let answer = site.post(Self.form, to: "/_login/to/" + room)
            let marks = answer.headers.filter { $0.0 == "Set-Cookie" && $0.1.contains("entered") }.map(\.1)
            #expect(marks.count == paths)
            #expect(marks.allSatisfy { $0.contains(paths == 2 ? "/\(room);" : "Path=/;") })
        }
    }
}
