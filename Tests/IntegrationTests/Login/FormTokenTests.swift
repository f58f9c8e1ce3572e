import Foundation
import Pages
import Secrets
import TestSupport
import Testing

/// The token of a form, through nginx and in a real browser.
@Suite("A form of the login pages")
struct FormTokenTests {
    private static let site = Result { try MeetSite() }
    private func site() throws -> MeetSite { try Self.site.get() }
    private static let room = "/_login/to/Standup?lang=en"
    private static let right = Form.encode(["username": "bob", "password": "bob secret", "lang": "en"])
    private static let outOfDate = "Please try once more: this page was out of date."

    /// What a page would have had so many seconds ago: nobody waits for hours.
    private func token(for cookie: String, age: Int, at site: MeetSite) throws -> String {
        let key = SecretBytes(copying: Array(Responder.sessionKey.utf8))
        let tokens = try FormTokens(keys: SealingKeys(parsing: key), site: site.origin)
        let now = Int(Date.now.timeIntervalSince1970)
        return try tokens.token(for: SecretBytes(copying: Array(cookie.utf8)), at: now - age)
    }

    @Test("comes with a cookie for this host alone, in a page that nobody keeps, and works with it")
    func works() throws {
        let site = try site()
        let page = try site.get(Self.room)
        let cookies = page.values("set-cookie")
        #expect(cookies.count == 1)
        #expect(
            cookies.first?.wholeMatch(
                of: /__Host-jitsi-ldap-login-form=[A-Za-z0-9_-]{32}; Path=\/; Secure; HttpOnly; SameSite=Lax/)
                != nil)
        #expect(page["cache-control"] == "no-store")
        let answer = try site.post(Self.room, body: Self.right, with: FormPass(page))
        #expect(answer.status == 303)
        // The form works with a browser's field of origin, and with those of old browsers, that say nothing.
        let pass = FormPass(page)
        for headers in [["Sec-Fetch-Site: same-origin"], []] {
            let answer = try site.curl.request(
                site.origin + Self.room, headers: pass.headers(headers), body: pass.body(Self.right))
            #expect(answer.status == 303, "\(headers)")
        }
    }

    @Test(
        "is refused by origin, whatever its token",
        arguments: [
            ["Origin: https://evil.example", "Sec-Fetch-Site: same-origin"],
            ["Origin: ORIGIN", "Sec-Fetch-Site: cross-site"],
            ["Origin: ORIGIN", "Sec-Fetch-Site: same-site"],
            ["Origin: ORIGIN", "Sec-Fetch-Site: none"], ["Origin: null", "Sec-Fetch-Site: same-origin"],
            ["Origin: null"], ["Sec-Fetch-Site: cross-site"],
        ])
    func origin(headers: [String]) throws {
        let site = try site()
        let pass = FormPass(try site.get(Self.room))
        let answer = try site.curl.request(
            site.origin + Self.room,
            headers: pass.headers(headers.map { $0.replacing("ORIGIN", with: site.origin) }),
            body: pass.body(Self.right))
        #expect(answer.status == 400 && answer["location"] == nil)
    }

    @Test(
        "that an attacker fetched signs nobody in as the attacker, with or without a cookie of the victim's")
    func loginCSRF() throws {
        let site = try site()
        let attacker = FormPass(try site.get(Self.room))
        let victim = FormPass(try site.get(Self.room))
        #expect(attacker.cookie != victim.cookie)
        for cookie in [victim.cookie, nil] {
            var sent = attacker
            sent.cookie = cookie
            // A browser that says nothing of origins: only the token is in the way.
            let answer = try site.curl.request(
                site.origin + Self.room, headers: sent.headers([]), body: sent.body(Self.right))
            #expect(answer.status == 403 && answer["location"] == nil)
            #expect(!answer.values("set-cookie").contains { $0.hasPrefix("__Host-jitsi-ldap-login=") })
            #expect(answer.body.contains("value=\"bob\"") && !answer.body.contains("bob secret"))
        }
        #expect(try site.post(Self.room, body: Self.right, with: attacker).status == 303)
    }

    @Test("of a release without tokens, sent after the upgrade, gets the page again and nothing else")
    func upgrade() throws {
        let site = try MeetSite()
        let answer = try site.post(Self.room, body: Self.right, with: nil)
        #expect(answer.status == 403 && answer["location"] == nil)
        #expect(answer.body.contains(Self.outOfDate) && answer.body.contains("value=\"bob\""))
        #expect(try site.post(Self.room, body: Self.right, with: FormPass(answer)).status == 303)
        // An hour's token and one of nine hours.
        let pass = FormPass(try site.get(Self.room))
        let cookie = try #require(pass.cookie).dropFirst(FormPass.name.count + 1)
        for (age, status) in [(3_600, 303), (32_400, 403)] {
            var aged = pass
            aged.token = try token(for: String(cookie), age: age, at: site)
            #expect(try site.post(Self.room, body: Self.right, with: aged).status == status)
        }
        site.responder.stop()
        let lines = site.responder.log.split(separator: "\n")
        #expect(
            lines.filter { $0.contains("form refused") } == [
                "<6>form refused client=127.0.0.1 reason=missing",
                "<6>form refused client=127.0.0.1 reason=expired",
            ])
        let token = try #require(pass.token)
        // The directory was asked for the two that were taken.
        #expect(lines.filter { $0.contains(">login ") }.count == 2)
        for text in [site.responder.log, site.nginx.accessLog, site.nginx.errorLog] {
            #expect(!text.contains("bob secret"))
            #expect(!text.contains(cookie) && !text.contains(token))
        }
    }

    @Test("stays good when the key is rotated, until the old one is taken out")
    func rotation() throws {
        let site = try MeetSite()
        let pass = FormPass(try site.get(Self.room))
        let new = "YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=\n"
        for (times, (keys, status)) in [(new + Responder.sessionKey, 303), (new, 403)].enumerated() {
            try site.responder.folder.write(keys, to: "session-key", mode: 0o600)
            site.responder.signal(SIGHUP)
            #expect(
                eventually { site.responder.log.components(separatedBy: "reloaded").count > times + 1 })
            #expect(try site.post(Self.room, body: Self.right, with: pass).status == status)
        }
        #expect(site.responder.log.contains("form refused client=127.0.0.1 reason=unreadable"))
    }

    @Test("left open in a real browser beyond its time keeps the name, says so, and works at the next try")
    func leftOpen() throws {
        let site = try site()
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/Standup?lang=en#config.startAudioOnly=true")
        _ = try browser.find("input[name=form]")
        let cookies = try browser.cookies.filter { $0["name"] as? String == FormPass.name }
        #expect(cookies.count == 1)
        #expect(cookies.first?["httpOnly"] as? Bool == true && cookies.first?["secure"] as? Bool == true)
        #expect(cookies.first?["sameSite"] as? String == "Lax" && cookies.first?["expiry"] == nil)
        let cookie = try #require(cookies.first?["value"] as? String)
        // As it would be in a page of this morning.
        try browser.run(
            "document.querySelector('input[name=form]').value = arguments[0]",
            [try token(for: cookie, age: 30_000, at: site)])
        try logIn(browser, name: "bob")
        #expect(browser.waits(for: Self.outOfDate, in: "[role=alert]"))
        #expect(try browser.find("input[name=username]").property("value") == "bob")
        #expect(try browser.find("input[name=password]").property("value") == "")
        #expect(try browser.focused?.attribute("name") == "password")
        try logIn(browser)
        #expect(browser.waitForURL { $0.contains("jwt=") })
        #expect(try browser.currentURL.hasSuffix("#config.startAudioOnly=true"))
    }

    @Test("in two tabs works in both, also in the one that was opened first")
    func tabs() throws {
        let site = try MeetSite(more: Responder.access + "\nsession: {lifetime: 0}")
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/First?lang=en")
        _ = try browser.find("input[name=password]")
        let first = try browser.window
        try browser.run("window.open(arguments[0], 'second', 'noopener')", ["\(site.origin)/Second?lang=en"])
        try browser.useNewWindow(beside: [first])
        let second = try browser.window
        _ = try browser.find("input[name=password]")
        for (window, room) in [(first, "First"), (second, "Second")] {
            try browser.use(window: window)
            try logIn(browser, name: "bob")
            #expect(browser.waitForURL { $0.contains("/\(room)?lang=en&jwt=") }, "\(room)")
        }
    }

    @Test("in a browser that takes no cookies says so in a sentence, and goes round in no circle")
    func noCookies() throws {
        let site = try site()
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "de",
            takesCookies: false)
        try browser.open("\(site.origin)/Standup")
        try logIn(browser, name: "bob")
        let sentence =
            "Ihr Browser nimmt keine Cookies dieser Seite an oder hat sie verloren: "
            + "Bitte erlauben Sie sie, und versuchen Sie es noch einmal."
        #expect(browser.waits(for: sentence, in: "[role=alert]"))
        #expect(try browser.find("input[name=username]").property("value") == "bob")
        #expect(try browser.currentURL == "\(site.origin)/_login/to/Standup")
        try browser.find("button[name=lang][value=en]").click()
        _ = try browser.find("html[lang=en]")
        #expect(try browser.find("input[name=password]").property("value") == "")
    }

    private func logIn(_ browser: Chromium, name: String? = nil) throws {
        if let name { try browser.find("input[name=username]").type(name) }
        try browser.find("input[name=password]").type("bob secret")
        try browser.find("main form button.first").click()
    }
}
