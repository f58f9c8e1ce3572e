import Foundation
import Secrets
import TestSupport
import Testing

@testable import Pages

/// The pages as a real Chromium sees them; each test has a browser and a server of its own, one test at a time.
@Suite(.serialized) final class BrowserTests {
    private static let site = Site(
        meet: Origin(PageServer.origin)!,
        organisation: "Staatliche Berufliche Oberschule für Technik, Wirtschaft und Verwaltung Musterstadt",
        logo: try? Logo(AssetTests.svg), links: Samples.full.links, languages: [.german, .english],
        keepsSessions: true)
    private static let longRoom = RoomLabel(
        room: String(repeating: "Donaudampfschifffahrt", count: 5), tenant: "اجتماع المعلمين")

    /// Every sample page in each language at `/0/de`, and the login where people meet it.
    private static let pages: [String: RenderedPage] = {
        let renderer = PageRenderer(site: site)
        var pages: [String: RenderedPage] = [:]
        for asset in renderer.assets { pages[asset.path] = asset.response() }
        for language in site.languages {
            for (index, page) in (Samples.pages + [.login(LoginPage(room: longRoom))]).enumerated() {
                pages["/\(index)/\(language.tag)"] = renderer.render(page, language: language)
            }
        }
        let login = renderer.render(.login(LoginPage(room: Samples.room)), language: .english)
        pages["/_login/to/Standup"] = login
        let refused = LoginPage(room: Samples.room, userName: "alice", notice: .refused)
        pages["/refused"] = renderer.render(.login(refused), language: .english)
        pages["/_login"] = renderer.render(.askForRoom(tenant: "Lycée"), language: .english)
        let notice = PasswordNoticePage(.expires(days: 3), room: Samples.room, token: "eyJ.a-_.c")
        pages["/_login/to/Expiring"] = renderer.render(.passwordNotice(notice), language: .english)
        let expired = AccountProblemPage(.passwordExpired, userName: "zoë")
        pages["/_login/to/Expired"] = renderer.render(.accountProblem(expired), language: .english)
        pages["/no-access"] = renderer.render(.refused(account: "Zoë"), language: .english)
        pages["/Standup"] = RenderedPage(
            status: 200, headers: [("Content-Type", "text/html")], body: Array("<title>Meeting</title>".utf8))
        let hostile = login.text.replacing("</main>", with: "<script>document.title='run'</script></main>")
        pages["/hostile"] = RenderedPage(status: 200, headers: login.headers, body: Array(hostile.utf8))
        return pages
    }()
    private static var samplePaths: [String] {
        pages.keys.filter { $0.hasSuffix("/de") || $0.hasSuffix("/en") }.sorted()
    }

    private let server: PageServer
    private let browser: Chromium

    init() throws {
        server = try PageServer(Self.pages)
        browser = try Chromium(hosts: ["meet.example.org": server.place])
    }

    deinit { browser.quit() }

    private func open(_ path: String) throws { try browser.open(PageServer.origin + path) }

    @Test("No page breaks its own policy, and none is wider than a phone of 320 pixels")
    func narrow() throws {
        try browser.resize(width: 320, height: 640, mobile: true)
        for path in Self.samplePaths {
            try open(path)
            let width = try browser.run("return document.documentElement.scrollWidth") as? Int
            #expect(width == 320, "\(path)")
            let unstyled = try browser.run(
                "return getComputedStyle(document.querySelector('.card')).borderTopWidth")
            #expect(unstyled as? String == "1px", "the style sheet is not applied on \(path)")
            let broken = try browser.run(
                "return [...document.images].filter(i => !i.complete || !i.naturalWidth).length")
            #expect(broken as? Int == 0, "\(path)")
        }
        // Pages with the status of an error are named in the console, as any such answer is.
        let log = try browser.consoleLog().filter {
            !$0.contains("Failed to load resource: the server responded")
        }
        #expect(log.isEmpty)
    }

    @Test("A script that found its way into a page would not run")
    func policy() throws {
        try open("/hostile")
        #expect(try browser.title == "Sign in – Réunion – \(Self.site.organisation)")
        #expect(try browser.consoleLog().contains { $0.contains("Content Security Policy") })
    }

    @Test(
        "Text and field outlines stand out enough from their ground, in light and in dark",
        arguments: [false, true])
    func contrast(_ isDark: Bool) throws {
        try browser.setDarkMode(isDark)
        for path in Self.samplePaths {
            try open(path)
            let weak = try browser.run(Self.weakContrasts) as? [String]
            #expect(weak == [], "\(path)")
        }
    }

    @Test("Light and dark differ, and reduced motion has none")
    func preferences() throws {
        try open("/_login/to/Standup")
        try browser.setDarkMode(false)
        let light = try browser.find("body").style("background-color")
        try browser.setDarkMode(true)
        #expect(try browser.find("body").style("background-color") != light)
        #expect(try browser.find("button").style("transition-duration") != "0s")
        try browser.prefer(["prefers-reduced-motion": "reduce"])
        #expect(try browser.find("button").style("transition-duration") == "0s")
    }

    @Test("The fields have labels, the name has the focus, and Tab goes on in reading order")
    func keyboard() throws {
        try open("/_login/to/Standup")
        #expect(try browser.find("#username").accessibleName == "User name")
        #expect(try browser.find("#password").accessibleName == "Password")
        #expect(try browser.find("main").accessibleRole == "main")
        var order: [String] = []
        for _ in 0..<8 {
            let focused = try browser.focused
            order.append(try focused?.attribute("name") ?? focused?.accessibleName ?? "?")
            try browser.press("\u{E004}")
        }
        #expect(
            order.map { $0.prefix { $0 != "?" && $0 != "(" } } == [
                "username", "password", "stay", "Sign in and join", "Forgot your password", "Help ",
                "Legal notice ", "Privacy",
            ])
    }

    @Test("What a finger must hit is big enough")
    func targets() throws {
        try browser.resize(width: 360, height: 740, mobile: true)
        for path in ["/_login/to/Standup", "/_login/to/Expiring", "/_login/to/Expired"] {
            try open(path)
            let small = try browser.run(
                "return [...document.querySelectorAll('a, button, input:not([type=hidden])')]"
                    // A box to tick is hit by its label.
                    + ".map(e => e.type === 'checkbox' ? e.closest('label') : e)"
                    + ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)")
            #expect(small as? [String] == [], "\(path)")
        }
    }

    @Test("After a refusal the password has the focus, is empty, and points to what was wrong")
    func refusal() throws {
        try open("/refused")
        #expect(try browser.focused?.attribute("id") == "password")
        #expect(try browser.find("#password").property("value") == "")
        #expect(try browser.find("#username").property("value") == "alice")
        let described = try browser.find("#password").attribute("aria-describedby") ?? "?"
        #expect(try browser.find("#\(described)").text == "The user name or password is not right.")
        #expect(try browser.find("#\(described)").accessibleRole == "alert")
        #expect(try browser.title.hasPrefix("Error: The user name or password is not right."))
    }

    @Test("A login keeps the address's fragment all the way, and the form says where it came from")
    func fragment() throws {
        try open("/_login/to/Standup?lang=de#config.startWithAudioMuted=true")
        try browser.find("#username").type("alice")
        try browser.find("#password").type("a+b %&ü\u{E007}")
        #expect(browser.waitForURL { $0.contains("/Standup?") && !$0.contains("_login") })
        #expect(
            try browser.currentURL == PageServer.origin
                + "/Standup?lang=de&jwt=a.b.c#config.startWithAudioMuted=true")
        let posted = try #require(server.posted.last)
        #expect(
            posted
                == "\(PageServer.origin) lang=en&form=\(Samples.formToken)&username=alice&password=a%2Bb+%25%26%C3%BC"
        )
        let form = try LoginForm.parse(
            Array(posted.split(separator: " ")[1].utf8).span, contentType: "application/x-www-form-urlencoded"
        )
        guard case .login(let fields) = form else {
            Issue.record("not a login")
            return
        }
        #expect(fields.password.equals(.init(copying: Array("a+b %&ü".utf8))))
    }

    @Test(
        "The language switch and a second try keep the fragment, too",
        arguments: ["/_login/to/Standup", "/no-access"])
    func switching(_ path: String) throws {
        try open(path + "?lang=de#config.a=1")
        try browser.find(path == "/no-access" ? ".steps button" : ".languages button").click()
        #expect(eventually { self.server.posted.count == 1 })
        #expect(server.posted == ["\(PageServer.origin) lang=\(path == "/no-access" ? "en" : "de")"])
        #expect(try browser.currentURL == PageServer.origin + path + "?lang=de#config.a=1")
    }

    @Test(
        "The way on from a notice keeps the fragment and leaves the token out of the page's address, with scripts and without",
        arguments: [false, true])
    func wayOn(withoutScripts: Bool) throws {
        if withoutScripts {
            try browser.developerTool("Emulation.setScriptExecutionDisabled", ["value": true])
        }
        let address = PageServer.origin + "/_login/to/Expiring?lang=de#config.startWithAudioMuted=true"
        try browser.open(address)
        let button = try browser.find(".steps form button")
        #expect(try button.accessibleName == "Continue to the meeting")
        #expect(try button.accessibleRole == "button")
        try button.click()
        #expect(browser.waitForURL { $0.contains("/Standup?") })
        #expect(
            try browser.currentURL == PageServer.origin
                + "/Standup?lang=de&jwt=a.b.c#config.startWithAudioMuted=true")
        #expect(server.posted == ["\(PageServer.origin) token=eyJ.a-_.c&form=\(Samples.formToken)&lang=en"])
        #expect(server.requests.contains("POST /_login/to/Expiring?lang=de HTTP/1.1"))
        #expect(!server.requests.contains { $0.contains("eyJ") }, "\(server.requests)")
    }

    @Test("Where a password is changed opens in a tab of its own, and the way on stays beside it")
    func changePassword() throws {
        try open("/_login/to/Expiring")
        let button = try browser.find(".steps a.first")
        #expect(try button.text.hasPrefix("Change password"))
        #expect(try button.accessibleName == "Change password (opens in a new tab)")
        #expect(try button.attribute("target") == "_blank")
        #expect(try browser.find(".steps form button").text == "Continue to the meeting")
    }

    @Test("Somebody whose password has expired gets the form again with the name, at the same address")
    func nameKept() throws {
        try open("/_login/to/Expired#config.a=1")
        try browser.find(".steps form button").click()
        #expect(eventually { self.server.posted.count == 1 })
        #expect(server.posted == ["\(PageServer.origin) again=zo%C3%AB&lang=en"])
        #expect(try browser.currentURL == PageServer.origin + "/_login/to/Expired#config.a=1")
    }

    @Test("The room that was asked for is in the address, with tenant, language and fragment")
    func room() throws {
        try open("/_login?tenant=Lyc%C3%A9e#config.a=1")
        #expect(try browser.focused?.attribute("id") == "room")
        try browser.find("#room").type("Réunion 2\u{E007}")
        #expect(browser.waitForURL { $0.contains("room=") })
        #expect(
            try browser.currentURL == PageServer.origin
                + "/_login?lang=en&tenant=Lyc%C3%A9e&room=R%C3%A9union+2#config.a=1")
    }

    /// Every piece of text whose contrast to the ground behind it is below 4.5, and every field whose outline is below
    /// 3 (WCAG 2.2, relative luminance).
    private static let weakContrasts = """
        const colour = text => (text.match(/[\\d.]+/g) || []).map(Number);
        const light = c => { const [r, g, b] = c.slice(0, 3).map(v => {
          v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m);
          return (x + 0.05) / (y + 0.05); };
        const ground = e => { for (; e; e = e.parentElement) {
          const c = colour(getComputedStyle(e).backgroundColor);
          if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
        const weak = [];
        for (const e of document.body.querySelectorAll('*')) {
          if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
          const found = ratio(colour(getComputedStyle(e).color), ground(e));
          if (!(found >= 4.5)) weak.push(e.outerHTML + ' ' + found);
        }
        for (const e of document.querySelectorAll('input:not([type=hidden])')) {
          const found = ratio(colour(getComputedStyle(e).borderTopColor), ground(e.parentElement));
          if (!(found >= 3)) weak.push(e.outerHTML + ' ' + found);
        }
        return weak;
        """
}
