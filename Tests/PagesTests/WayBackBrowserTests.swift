import Foundation
import TestSupport
import Testing

@testable import Pages

/// The pages that lead back into apps, frames and pop-ups, as a real Chromium sees them.
@Suite(.serialized) final class WayBackBrowserTests {
    private static let meet = Origin(PageServer.origin)!
    private static let site = Site(
        meet: meet, organisation: "Example School", languages: [.english, .german])
    /// Another site of the same browser.
    private static let elsewhere = "http://elsewhere.example"
    private static let nonce = Samples.nonce.text

    private static let apps = [
        "/ios": "org.jitsi.meet://meet.example.org/Standup?jwt=eyJ.a-_.c#config.a=%22b%22",
        "/electron": "jitsi-meet://meet.example.org/Standup?jwt=eyJ.a-_.c#config.a=%22b%22",
        "/android": "intent://meet.example.org/Standup?jwt=eyJ.a-_.c#config.a=%22b%22"
            + "#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end",
    ]
    private static let inBrowser = PageServer.origin + "/Standup?jwt=eyJ.a-_.c#config.a=%22b%22"

    private static let pages: [String: RenderedPage] = {
        let renderer = PageRenderer(site: site)
        func rendered(_ page: Page) -> RenderedPage { renderer.render(page, language: .english) }
        var pages: [String: RenderedPage] = [:]
        for asset in renderer.assets { pages[asset.path] = asset.response() }
        for (path, address) in apps {
            let page = AppPage(room: Samples.room, app: address, browser: inBrowser, at: meet)!
            pages[path] = rendered(.app(page))
        }
        let login = Link(local: "/_login?room=Standup")!
        pages["/framed"] = rendered(.framed(FramedPage(room: Samples.room, login: login)))
        pages["/_login"] = rendered(.login(LoginPage(room: Samples.room)))
        pages["/handover"] = rendered(
            .handover(
                HandoverPage(room: Samples.room, token: "eyJ.a-_.c", nonce: Samples.nonce, retry: login)))
        pages["/ending"] = rendered(.inPopUp(.refused(account: "Zoë")))
        for path in ["/Standup", "/opener", "/embedder"] {
            pages[path] = RenderedPage(
                status: 200, headers: [("Content-Type", "text/html")],
                body: Array("<title>Jitsi</title>".utf8))
        }
        return pages
    }()

    private let server: PageServer
    private let browser: Chromium

    init() throws {
        server = try PageServer(Self.pages)
        browser = try Chromium(
            hosts: ["meet.example.org": server.place, "elsewhere.example": server.place])
    }

    deinit { browser.quit() }

    @Test(
        "The button opens the app with token and overrides, and nothing stands in its way",
        arguments: apps.keys.sorted())
    func app(_ path: String) throws {
        try browser.open(PageServer.origin + path)
        #expect(try browser.find("h1").text == "You are signed in")
        let button = try browser.find(".steps a.first")
        #expect(try button.text == "Open the app")
        // The browser's own account of where a click leads, whether or not an app is there to answer.
        try browser.run("navigation.addEventListener('navigate', e => { window.ledTo = e.destination.url; })")
        try button.click()
        #expect(
            eventually { (try? self.browser.run("return window.ledTo || ''")) as? String == Self.apps[path] })
        #expect(try browser.consoleLog().filter { $0.contains("Content Security Policy") }.isEmpty)
        #expect(try browser.currentURL == PageServer.origin + path)
    }

    @Test("Without the app, the browser joins, and the site is not told the page's address")
    func withoutApp() throws {
        try browser.open(PageServer.origin + "/ios")
        let link = try browser.findAll(".steps a")[1]
        #expect(try link.text == "Join in the browser instead")
        try link.click()
        #expect(browser.waitForURL { $0 == Self.inBrowser })
        #expect(try browser.run("return document.referrer") as? String == "")
    }

    @Test("A frame of any site shows the page without a form; its link opens the login by itself")
    func framed() throws {
        try browser.open(Self.elsewhere + "/embedder")
        try embed("/framed")
        #expect(try browser.find("h1").text == "Please sign in")
        #expect(try browser.findAll("form, input").isEmpty)
        let windows = try browser.windows
        try browser.find(".steps a.first").click()
        try browser.useNewWindow(beside: windows)
        #expect(browser.waitForURL { $0 == PageServer.origin + "/_login?room=Standup" })
        #expect(try browser.run("return window.opener === null") as? Bool == true)
        #expect(try browser.find("#password").property("value") == "")
    }

    @Test(
        "No other page shows in a frame, not even of the site itself",
        arguments: ["/_login", "/ios", "/handover", "/ending"])
    func unframed(_ path: String) throws {
        try browser.open(PageServer.origin + "/embedder")
        try embed(path)
        #expect(try browser.findAll(".card").isEmpty)
    }

    @Test(
        "The page that opened the window gets the token and the nonce, the window closes, and no address had the token"
    )
    func handover() throws {
        try browser.open(PageServer.origin + "/opener")
        try openPopUp("/handover", keeping: Self.nonce)
        #expect(
            try heard() == [["type": "oauth-success", "accessToken": "eyJ.a-_.c", "nonce": Self.nonce]])
        #expect(eventually { (try? self.browser.run("return window.popUp.closed")) as? Bool == true })
        #expect(!server.requests.contains { $0.contains("eyJ") }, "\(server.requests)")
    }

    @Test("Where the client keeps no nonce, the origin decides alone")
    func noNonce() throws {
        try browser.open(PageServer.origin + "/opener")
        try openPopUp("/handover", keeping: nil)
        #expect(try heard().map { $0["accessToken"] } == ["eyJ.a-_.c"])
    }

    @Test("A window that was opened with another nonce gets no token")
    func otherNonce() throws {
        try browser.open(PageServer.origin + "/opener")
        try openPopUp("/handover", keeping: String(repeating: "f", count: 64))
        #expect(try heard() == [["type": "oauth-error", "error": "invalid_request"]])
    }

    @Test("A page of another site hears nothing, though it opened the window, and sees no token")
    func foreignOpener() throws {
        try browser.open(Self.elsewhere + "/opener")
        let windows = try browser.windows
        let opener = try browser.window
        try openPopUp("/handover", keeping: Self.nonce)
        try browser.useNewWindow(beside: windows)
        #expect(try browser.find("h1").text == "You are signed in")
        #expect(try browser.find("a.first").attribute("href") == "/_login?room=Standup")
        // The script has run: what it read is gone from the page.
        #expect(try browser.findAll("#handover").isEmpty)
        #expect(try !browser.source.contains("eyJ"))
        try browser.use(window: opener)
        Thread.sleep(forTimeInterval: 1)
        #expect(try browser.run("return window.heard") as? [String] == [])
        #expect(try browser.run("return window.popUp.closed") as? Bool == false)
    }

    @Test("A window that nobody opened keeps the token to itself, and leads on")
    func noOpener() throws {
        try browser.open(PageServer.origin + "/handover")
        #expect(try browser.find("a.first").text == "Continue to the meeting")
        #expect(try browser.findAll("#handover").isEmpty && !browser.source.contains("eyJ"))
        #expect(try browser.consoleLog().isEmpty)
    }

    @Test("Who may not enter reads why; closing the window says so to the page that opened it")
    func ending() throws {
        try browser.open(PageServer.origin + "/opener")
        let windows = try browser.windows
        let opener = try browser.window
        try openPopUp("/ending", keeping: Self.nonce)
        try browser.useNewWindow(beside: windows)
        #expect(try browser.find("h1").text == "This account may not enter")
        #expect(try browser.find("#handover").accessibleName == "Close this window")
        try browser.find("#handover").click()
        try browser.use(window: opener)
        #expect(try heard() == [["type": "oauth-error", "error": "access_denied"]])
        #expect(eventually { (try? self.browser.run("return window.popUp.closed")) as? Bool == true })
    }

    /// Puts a frame into the page and waits until it has loaded, whatever it shows.
    private func embed(_ path: String) throws {
        try browser.run(
            """
            const frame = document.createElement('iframe');
            frame.onload = () => { window.loaded = true; };
            frame.src = arguments[0];
            document.body.append(frame);
            """, [PageServer.origin + path])
        #expect(eventually { (try? self.browser.run("return window.loaded")) as? Bool == true })
        try browser.useFrame()
    }

    /// As Jitsi's client does: keeps a nonce, opens the window, listens.
    private func openPopUp(_ path: String, keeping nonce: String?) throws {
        try browser.run(
            """
            window.heard = [];
            window.addEventListener('message', e => {
              if (e.origin === arguments[0]) window.heard.push(e.data); else window.heard.push(e.origin);
            });
            if (arguments[2]) sessionStorage.setItem('oauth_nonce', arguments[2]);
            window.popUp = window.open(arguments[0] + arguments[1], 'Auth', 'width=500,height=600');
            """, [PageServer.origin, path, nonce ?? ""])
    }

    /// What the opener was told; waits for the first message.
    private func heard() throws -> [[String: String]] {
        #expect(eventually { (try? self.browser.run("return window.heard.length")) as? Int ?? 0 > 0 })
        return try browser.run("return window.heard") as? [[String: String]] ?? []
    }
}
