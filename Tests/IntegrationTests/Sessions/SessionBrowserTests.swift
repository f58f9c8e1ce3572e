import Foundation
import TestSupport
import Testing

@Suite("In a real browser, somebody with a session")
struct SessionBrowserTests {
    private static let nonce = String(repeating: "0123456789abcdef", count: 4)
    private let site: MeetSite
    private let browser: Chromium

    init() throws {
        site = try MeetSite()
        browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/Standup?lang=en")
        try logIn("bob")
        #expect(browser.waitForURL { $0.contains("jwt=") })
    }

    @Test("is led into the app as themselves, and back into it as somebody else")
    func app() throws {
        let state = "{\"room\":\"Retro\",\"electron\":true}"
        try browser.open(site.origin + ReturnTests.address(state, room: "Retro"))
        #expect(try browser.find(".steps a.first").text == "Open the app")
        #expect(try browser.find("main").text.contains("Bob Brown"))
        try browser.find(".aside a").click()
        try logIn("alice")
        #expect(browser.waits(for: "Open the app", in: ".steps a.first"))
        let link = try browser.find(".steps a.first").attribute("href") ?? ""
        let token = try ReadToken(address: link)
        #expect(link.hasPrefix("jitsi-meet://") && token["room"] == "retro")
        // The session is alice's by now.
        try browser.open(site.origin + ReturnTests.address(state, room: "Retro"))
        #expect(try browser.find("main").text.contains("Alice Adams"))
    }

    @Test("has the pop-up of Jitsi's page close at once, and a frame of the site go on")
    func popUpAndFrame() throws {
        try browser.open(site.origin + "/static/welcome.html")
        let opener = try browser.window
        try browser.run(
            """
            window.heard = [];
            window.onmessage = e => {
              if (e.origin !== location.origin) return;
              window.heard.push(e.data);
              popUp.close();
            };
            sessionStorage.setItem('oauth_nonce', arguments[1]);
            const popUp = window.open(arguments[0] + '&nonce=' + arguments[1], 'Auth');
            """, [site.origin + ReturnTests.address("{\"room\":\"Retro\"}", room: "Retro"), Self.nonce])
        func heard() -> [[String: String]] {
            ((try? browser.run("return window.heard")) as? [[String: String]]) ?? []
        }
        #expect(eventually { !heard().isEmpty })
        #expect(heard().count == 1 && heard().first?["type"] == "oauth-success")
        #expect(try ReadToken(compact: heard().first?["accessToken"] ?? "")["room"] == "retro")
        #expect(eventually { (try? self.browser.windows) == [opener] })

        try browser.run(
            "const f = document.createElement('iframe'); f.src = arguments[0]; document.body.append(f);",
            ["\(site.origin)/Framed?lang=en"])
        try browser.useFrame()
        #expect(eventually { (try? self.browser.source.contains("the meeting page")) == true })
    }

    @Test("signs out by tokenLogoutUrl, from Jitsi's page at once and from elsewhere by a button")
    func logout() throws {
        let elsewhere = "data:text/html,<a href='\(site.origin)/_login/logout?lang=en'>x</a>"
        try browser.open(elsewhere)
        try browser.find("a").click()
        #expect(browser.waits(for: "Sign out?", in: "h1"))
        try browser.open("\(site.origin)/Retro?lang=en")
        #expect(browser.waitForURL { $0.contains("/Retro?lang=en&jwt=") })

        // As the client does, and Electron adds its fragment.
        try browser.run("window.location.href = '/_login/logout?lang=en#electron=true'")
        #expect(browser.waits(for: "You are signed out", in: "h1"))
        #expect(try !browser.consoleLog().contains { $0.contains("Content Security Policy") })
        try browser.open("\(site.origin)/Other?lang=en")
        try logIn("bob")
        #expect(browser.waitForURL { $0.contains("jwt=") })

        try browser.open(elsewhere)
        try browser.find("a").click()
        try browser.find("main form button.first").click()
        #expect(browser.waits(for: "You are signed out", in: "h1"))
        try browser.open("\(site.origin)/Other?lang=en")
        _ = try browser.find("input[name=password]")
    }

    @Test(
        "is stopped by a page in a loop, goes on by its button, and stays signed in only where they ticked the box"
    )
    func loop() throws {
        for _ in 1...2 { try browser.open("\(site.origin)/Standup?lang=en") }
        #expect(browser.waits(for: "The meeting does not let you in", in: "h1"))
        #expect(try browser.find("main").text.contains("Bob Brown"))
        try browser.find("main form button.first").click()
        #expect(browser.waitForURL { $0.contains("jwt=") })

        #expect(try expiry() == nil)
        try browser.open("\(site.origin)/_login/other/to/Standup?lang=en")
        try browser.find("input[name=stay]").click()
        try logIn("bob")
        #expect(browser.waitForURL { $0.contains("jwt=") })
        let expiry = try #require(try expiry())
        #expect(abs(expiry - Date().timeIntervalSince1970 - 7_200) < 300)
    }

    /// When the browser forgets the session; nil: when it ends.
    private func expiry() throws -> Double? {
        let cookies = try browser.cookies.filter { $0["name"] as? String == "__Host-jitsi-ldap-login" }
        #expect(cookies.count == 1)
        return (cookies.first?["expiry"] as? NSNumber)?.doubleValue
    }

    private func logIn(_ name: String) throws {
        try browser.find("input[name=username]").type(name)
        try browser.find("input[name=password]").type(SlapdPeople.password(of: name))
        try browser.find("main form button.first").click()
    }
}
