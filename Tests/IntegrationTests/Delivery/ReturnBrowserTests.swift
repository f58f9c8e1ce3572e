import Foundation
import TestSupport
import Testing

@Suite("In a real browser, a login by tokenAuthUrl")
struct ReturnBrowserTests {
    private static let nonce = String(repeating: "fedcba9876543210", count: 4)
    private let site: MeetSite
    private let browser: Chromium

    init() throws {
        site = try MeetSite()
        browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
    }

    @Test("ends in the room, which finds every override as it was, and no other")
    func overrides() throws {
        let state = """
            {"room":"Standup","config.startWithAudioMuted":true,"config.prejoinConfig.enabled":false,\
            "config.subject":"“A” & 'B' #1 100% \\\\& \\u00e9","interfaceConfig.TOOLBAR_BUTTONS":["chat",{"a":null}],\
            "config.x&jwt":"evil","config.__proto__":{"a":1},"refreshToken":"hidden"}
            """
        try browser.open(site.origin + ReturnTests.address(state, room: "Standup"))
        try browser.find("button[name=lang][value=de]").click()
        _ = try browser.find("html[lang=de]")
        try logIn("bob")
        #expect(browser.waitForURL { $0.contains("jwt=") })
        #expect(try browser.currentURL.hasPrefix("\(site.origin)/Standup?jwt="))
        #expect(try browser.source.contains("the meeting page"))
        let read = try browser.run(Self.readAsTheClientDoes) as? NSDictionary
        #expect(
            read == [
                "config.startWithAudioMuted": true, "config.prejoinConfig.enabled": false,
                "config.subject": "“A” & 'B' #1 100% \\& é",
                "interfaceConfig.TOOLBAR_BUTTONS": ["chat", ["a": NSNull()]],
            ])
        #expect(try !browser.consoleLog().contains { $0.contains("Content Security Policy") })
    }

    @Test("from the desktop app ends on a button that opens the app")
    func app() throws {
        try browser.open(
            site.origin
                + ReturnTests.address(
                    "{\"room\":\"Standup\",\"electron\":true,\"config.a\":1}", room: "Standup"))
        try logIn("bob")
        let button = try browser.find(".steps a.first")
        #expect(try button.text == "Open the app")
        try browser.run("navigation.addEventListener('navigate', e => { window.ledTo = e.destination.url; })")
        try button.click()
        func ledTo() -> String { ((try? browser.run("return window.ledTo || ''")) as? String) ?? "" }
        #expect(eventually { ledTo().hasPrefix("jitsi-meet://\(MeetSite.host):\(site.port)/Standup?jwt=") })
        #expect(ledTo().hasSuffix("#config.a=1"))
    }

    @Test("in the pop-up of Jitsi's page hands the token over and closes; who may not enter reads why")
    func popUp() throws {
        // A page of the site that needs no token stands for Jitsi's.
        try browser.open(site.origin + "/static/welcome.html")
        let opener = try browser.window
        try openPopUp()
        try logIn("bob")
        #expect(eventually { (try? self.browser.windows) == [opener] })
        try browser.use(window: opener)
        let heard = try #require(try browser.run("return window.heard") as? [[String: String]])
        #expect(heard.count == 1 && heard[0]["type"] == "oauth-success")
        #expect(try ReadToken(compact: heard[0]["accessToken"] ?? "")["room"] == "standup")

        // With the session the next one would close at once.
        try browser.deleteCookies()
        try openPopUp()
        try logIn("bob", password: "wrong")
        _ = try browser.find("[role=alert]")
        try browser.find("input[name=username]").clear()
        try logIn("carol")
        // Only the page after the form has it.
        let close = try browser.find("#handover")
        #expect(try browser.find("main").text.contains("Carol Clark"))
        try close.click()
        #expect(eventually { (try? self.browser.windows) == [opener] })
        try browser.use(window: opener)
        let refused = try #require(try browser.run("return window.heard") as? [[String: String]])
        #expect(refused == [["type": "oauth-error", "error": "access_denied"]])
    }

    @Test("or a room's address, in a frame, shows a page that opens the login by itself")
    func frame() throws {
        try browser.open(site.origin + "/static/welcome.html")
        try browser.run(
            "const f = document.createElement('iframe'); f.src = arguments[0]; document.body.append(f);",
            ["\(site.origin)/School/Standup?lang=en"])
        try browser.useFrame()
        #expect(try browser.find("h1").text == "Please sign in")
        #expect(try browser.findAll("form, input").isEmpty)
        let windows = try browser.windows
        try browser.find(".steps a.first").click()
        try browser.useNewWindow(beside: windows)
        #expect(browser.waitForURL { $0 == "\(site.origin)/_login/to/School/Standup?lang=en" })
        try logIn("bob")
        #expect(browser.waitForURL { $0.hasPrefix("\(site.origin)/School/Standup?lang=en&jwt=") })
    }

    /// As Jitsi's client does in `loginWithPopup`: keeps a nonce, opens the window, listens, and closes it.
    private func openPopUp() throws {
        let windows = try browser.windows
        try browser.run(
            """
            window.heard = [];
            sessionStorage.setItem('oauth_nonce', arguments[1]);
            const popUp = window.open(arguments[0] + '&nonce=' + arguments[1], 'Auth-' + Date.now());
            window.onmessage = e => {
              if (e.origin !== location.origin) return;
              window.heard.push(e.data);
              popUp.close();
            };
            """, [site.origin + ReturnTests.address("{\"room\":\"Standup\"}", room: "Standup"), Self.nonce])
        try browser.useNewWindow(beside: windows)
    }

    private func logIn(_ name: String, password: String? = nil) throws {
        try browser.find("input[name=username]").type(name)
        try browser.find("input[name=password]").type(password ?? SlapdPeople.password(of: name))
        try browser.find("main form button.first").click()
    }

    /// What `parseURLParams` of Jitsi's client makes of the fragment.
    private static let readAsTheClientDoes = """
        const read = {};
        for (const part of location.hash.slice(1).split('&')) {
          const [key, value] = part.split('=');
          const text = decodeURIComponent(value).replace(/\\\\&/, '&')
            .replace(/[\\u2018\\u2019]/g, "'").replace(/[\\u201C\\u201D]/g, '"');
          read[key] = JSON.parse(text);
        }
        return read;
        """
}
