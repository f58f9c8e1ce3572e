import Foundation
import TestSupport
import Testing

@Suite("Cookies that are not of this site")
struct CookieTests {
    private static let room = "/_login/to/Standup?lang=en"
    private static let otherKey = "YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=\n"

    /// The cookies of somebody who has signed in: of the session, of the browser and of forms.
    private static func cookies(at site: MeetSite) throws -> [String] {
        let page = try site.get(room)
        let login = try site.login(room, as: "bob")
        let set = (page.values("set-cookie") + login.values("set-cookie")).map {
            String($0.prefix { $0 != ";" })
        }
        try #require(login.status == 303 && set.count >= 3)
        return set
    }

    /// Nobody is let in, and the page has a form with a cookie of its own.
    private static func expectStranger(_ cookies: [String], at site: MeetSite) throws {
        let answer = try site.get(room, headers: ["Cookie: " + cookies.joined(separator: "; ")])
        #expect(answer.status == 200)
        #expect(answer.body.contains("name=\"password\"") && !answer.body.contains("Signed in as"))
    }

    @Test("let nobody in, though the other site has the same key and the same people")
    func otherSite() throws {
        let other = try MeetSite()
        let site = try MeetSite(slapd: other.slapd)
        let cookies = try Self.cookies(at: other)
        #expect(
            try other.get(Self.room, headers: ["Cookie: " + cookies.joined(separator: "; ")]).status == 303)
        try Self.expectStranger(cookies, at: site)
        let body = Form.encode(["username": "bob", "password": "bob secret", "lang": "en"])
        let pass = FormPass(try other.get(Self.room))
        #expect(try site.post(Self.room, body: body, with: pass).status == 403)
    }

    @Test("let nobody in where the key is another one")
    func otherKey() throws {
        let site = try MeetSite()
        let cookies = try Self.cookies(at: site)
        try site.responder.folder.write(Self.otherKey, to: "session-key", mode: 0o600)
        site.responder.signal(SIGHUP)
        #expect(eventually { site.responder.log.contains("reloaded") })
        try Self.expectStranger(cookies, at: site)
        #expect(site.responder.log.contains("outcome=unreadable"))
    }
}
