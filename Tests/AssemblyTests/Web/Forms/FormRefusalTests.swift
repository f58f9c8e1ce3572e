import Login
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

/// A form that is in another browser's, too old, or from nowhere. The directory of these sites admits everybody, so that
/// what gets to it ends in a redirect.
@Suite("A form that is not one of this browser's pages")
struct FormRefusalTests {
    private static let stranger = String(repeating: "Else", count: 8)
    private static let login = "username=alice&password=hunter2-marker&lang=en"
    private static let outOfDate = "Please try once more: this page was out of date."
    private static let noCookies = "takes no cookies from this site"

    private func site(session: String = "{}", rooms: String = "") throws -> ScriptedSite {
        try ScriptedSite(.authenticated(.alice(), notice: nil), session: session, rooms: rooms)
    }

    /// What is wrong with a form, how it is sent, and the words for it.
    private func rows(_ site: ScriptedSite) -> [(reason: String, token: String?, cookie: String?)] {
        let (own, good) = (FormOfPage.cookie, site.formToken())
        return [
            ("expired", site.formToken(age: 28_800), own), ("expired", site.formToken(age: 90_000), own),
            ("expired", site.formToken(age: -3_600), own), ("expired", site.formToken(age: 28_800), nil),
            // The attacker's own form, good in the attacker's browser, sent by the victim's.
            ("other-browser", site.formToken(for: Self.stranger), own),
            ("other-browser", good, Self.stranger),
            ("no-cookie", good, nil), ("no-cookie", site.formToken(for: Self.stranger), nil),
            ("missing", nil, own), ("missing", nil, nil),
            ("unreadable", "", own), ("unreadable", good + "A", own), ("unreadable", "x", nil),
            ("unreadable", String(repeating: "A", count: 600), own), ("unreadable", "%ff", own),
        ]
    }

    private func sent(_ body: String, _ token: String?) -> String {
        token.map { FormOfPage.body(body, with: $0) } ?? body
    }

    @Test("gets the page again, with the name and a form that works, and nobody asks the directory")
    func login() throws {
        let site = try site()
        for row in rows(site) {
            let answer = site.bare(sent(Self.login, row.token), cookie: row.cookie)
            #expect(answer.status == 403 && answer.header("Location") == nil, "\(row)")
            #expect(answer.setCookie == nil, "\(row)")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.text.contains("name=\"username\"") && answer.field("lang") == "en")
            #expect(answer.text.contains("value=\"alice\"") && !answer.text.contains("hunter2"))
            #expect(answer.text.contains(row.reason == "no-cookie" ? Self.noCookies : Self.outOfDate))
            #expect(site.log.last == "form refused client=192.0.2.7 reason=\(row.reason)", "\(row)")
            #expect((answer.formCookie == nil) == (row.cookie != nil))

            // What the page has now is good.
            let cookie = row.cookie ?? answer.formCookie
            let again = site.bare(sent(Self.login, answer.field("form")), cookie: cookie)
            #expect(again.status == 303 && again.header("Location")?.contains("jwt=") == true, "\(row)")
        }
        #expect(!site.log.joined().contains("hunter2"))
        #expect(site.log.filter { $0.hasPrefix("login ") }.count == rows(site).count)
    }

    @Test("is counted by what was wrong with it")
    func counted() throws {
        let site = try site()
        for row in rows(site) { _ = site.bare(sent(Self.login, row.token), cookie: row.cookie) }
        _ = site.post(Self.login, from: "https://evil.example")
        let metrics = site.get("/metrics").text
        let counts = Dictionary(grouping: rows(site), by: \.reason).mapValues(\.count)
        for (reason, count) in counts.merging(["other-site": 1], uniquingKeysWith: +) {
            let line = "jitsi_ldap_login_forms_refused_total{reason=\"\(reason)\"} \(count)\n"
            #expect(metrics.contains(line), "\(reason)")
        }
        #expect(!metrics.contains("logins_total{"))
    }

    @Test("lets no guest in, and keeps the name that was typed")
    func guest() throws {
        let site = try site(rooms: "rooms: [{match: \"*\", guests: true}]")
        for row in rows(site) {
            let answer = site.bare(sent("guest=Jane+Doe&lang=de", row.token), cookie: row.cookie)
            #expect(answer.status == 403 && answer.header("Location") == nil, "\(row)")
            #expect(answer.text.contains("value=\"Jane Doe\"") && answer.text.contains("<html lang=\"de\""))
        }
        #expect(site.post("guest=Jane").status == 303)
    }

    @Test("does not take a token into the meeting, nor shows it again")
    func enter() throws {
        let site = try ScriptedSite(.authenticated(.alice(), notice: .graceLogins(1)))
        let token = try #require(site.post(Self.login).field("token"))
        for row in rows(site) {
            let answer = site.bare(sent("token=\(token)&lang=en", row.token), cookie: row.cookie)
            #expect(answer.status == 403 && answer.header("Location") == nil, "\(row)")
            #expect(!answer.text.contains("eyJ") && answer.text.contains("name=\"password\""), "\(row)")
        }
        #expect(site.post("token=\(token)&lang=en").status == 303)
    }

    @Test("neither goes on with a session nor ends one; the button is there again")
    func session() throws {
        let site = try site()
        let session = try site.signIn()
        for (wish, address) in [("go", "/_login/to/Retro?lang=en"), ("end", "/_login/logout?lang=en")] {
            for row in rows(site) {
                let answer = site.bare(
                    sent("session=\(wish)&lang=en", row.token), to: address, cookie: row.cookie, [session])
                #expect(answer.status == 403 && answer.setCookie == nil, "\(row)")
                #expect(answer.field("session") == wish && answer.header("Location") == nil, "\(row)")
                #expect(answer.field("form") != nil && !answer.text.contains("name=\"password\""), "\(row)")
            }
        }
        // Still signed in.
        #expect(site.get("/_login/to/Retro", [session]).status == 303)
        #expect(site.lookUps == 1)
        let end = site.post("session=end", to: "/_login/logout", [session])
        #expect(end.setCookie?.contains("Max-Age=0") == true)
    }

    @Test("without a session gets the login for \"Try again\"")
    func resumeWithoutSession() throws {
        let answer = try site().bare("session=go&lang=en")
        #expect(answer.status == 403 && answer.text.contains("name=\"password\""))
        #expect(answer.text.contains(Self.outOfDate))
    }

    @Test("uses no invitation, keeps the name, and makes none, but keeps what was typed")
    func invitations() throws {
        let site = try InvitationSite.make()
        let link = try site.path(to: "Standup")
        let form = "/_login/invite?room=Standup&lang=en"
        let page = site.post("username=alice&password=x&lang=en", to: form)
        let permit = try #require(page.permit)
        for row in rows(site) {
            let joined = site.bare(sent("join=1&name=Jane&lang=en", row.token), to: link, cookie: row.cookie)
            #expect(joined.status == 403 && joined.header("Location") == nil, "\(row)")
            #expect(joined.text.contains("value=\"Jane\"") && joined.field("form") != nil)
            let made = site.bare(
                sent(
                    "permit=\(permit)&name=Joe&from=2126-01-01T00:00&until=2126-01-02T00:00&lang=en",
                    row.token),
                to: form, cookie: row.cookie)
            #expect(made.status == 403 && !made.text.contains("/_login/invited/"), "\(row)")
            #expect(made.text.contains("value=\"Joe\"") && made.text.contains("2126-01-01T00:00"))
            #expect(made.permit != nil && made.field("form") != nil)
            for answer in [joined, made] {
                #expect(answer.text.contains(row.reason == "no-cookie" ? Self.noCookies : Self.outOfDate))
            }
        }
        #expect(!site.log.contains { $0.contains("outcome=joined") || $0.contains("outcome=made") })
        #expect(site.post("join=1&name=Jane", to: link).status == 303)
    }

    @Test("is refused as ever at an address that has no such form")
    func elsewhere() throws {
        let site = try site()
        for address in ["/_login", "/_login/denied/to/Standup", "/_login/kicked", "/_login/x"] {
            for body in [Self.login, "token=x", "guest=Jane", "session=go"] {
                #expect(site.bare(body, to: address).status == 400)
            }
        }
        #expect(site.bare("session=end").status == 400)
        let closed = try self.site(rooms: "rooms: [{match: \"*\", closes: \"2020-01-01T00:00:00Z\"}]")
        let answer = closed.bare(Self.login)
        #expect(answer.status == 403 && answer.text.contains("The room is closed"))
        #expect(!answer.text.contains("name=\"password\"") && answer.formCookie == nil)
    }

    @Test("does not wait for the directory, and keeps nobody waiting")
    func pace() throws {
        let site = try site()
        for row in rows(site) {
            #expect(site.pace(ofBare: sent(Self.login, row.token), cookie: row.cookie) == .quick, "\(row)")
        }
        let good = FormOfPage.body(Self.login, with: site.formToken())
        #expect(site.pace(ofBare: good, cookie: FormOfPage.cookie) == .slow)
        #expect(site.pace(ofBare: good, cookie: FormOfPage.cookie, from: "https://evil.example") == .quick)
    }

    @Test("needs nothing of all that for the language switch")
    func languageSwitch() throws {
        let site = try site()
        for row in rows(site) {
            let answer = site.bare(sent("lang=de&again=alice", row.token), cookie: row.cookie)
            #expect(answer.status == 200 && answer.text.contains("<html lang=\"de\""), "\(row)")
            #expect(answer.text.contains("value=\"alice\""))
        }
        #expect(site.log.isEmpty)
    }
}
