import Foundation
import TestSupport
import Testing

@Suite("The token in the fragment, in a real browser")
struct FragmentBrowserTests {
    private func browser(_ site: MeetSite, takesCookies: Bool = true) throws -> Chromium {
        try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en",
            takesCookies: takesCookies)
    }

    private func logIn(_ browser: Chromium) throws {
        try browser.find("input[name=username]").type("bob")
        try browser.find("input[name=password]").type("bob secret")
        try browser.find("main form button.first").click()
    }

    /// What Jitsi's client reads as the token (`parseJWTFromURLParams`).
    private func token(_ browser: Chromium) throws -> String {
        try browser.run(
            "return JSON.parse(decodeURIComponent(location.hash.slice(1).split('&')[0].split('=')[1]))")
            as? String ?? ""
    }

    @Test(
        "is in the room's address after the login, also after a reload, and in no log",
        arguments: [
            ("/Standup?lang=en", "/Standup?lang=en"),
            ("/School/Réunion", "/School/R%C3%A9union"), ("/r%c3%a9union", "/r%C3%A9union"),
            ("/A+B,C=D(1)!$@*~é", "/A+B,C=D(1)!$@*~%C3%A9"), ("/a;b", "/ab"), ("/Ro%7eom%2e1", "/Ro~om.1"),
            ("/O%7Cne%5E%5B1%5D", "/O%7Cne%5E%5B1%5D"),
        ])
    func room(asked: String, path: String) throws {
        let site = try MeetSite(delivery: "fragment")
        let browser = try browser(site)
        try browser.open(site.origin + asked)
        try logIn(browser)
        let start = "\(site.origin)\(path)#jwt=%22"
        #expect(browser.waitForURL { $0.hasPrefix(start) }, "\((try? browser.currentURL) ?? "")")
        #expect(try browser.source.contains("the meeting page"))
        let compact = try token(browser)
        #expect(try ReadToken(compact: compact)["iss"] == "meet")
        #expect(try browser.cookies.allSatisfy { $0["httpOnly"] as? Bool == true })

        // Jitsi's client takes it out of the address once it is connected; then somebody reloads.
        try browser.run("history.replaceState(null, '', location.pathname + location.search)")
        try browser.reload()
        #expect(try browser.source.contains("the meeting page"))
        #expect(try browser.currentURL == site.origin + path)

        #expect(eventually { site.nginx.accessLog.contains("hook.js") })
        for log in [site.nginx.accessLog, site.nginx.errorLog, site.responder.log] {
            #expect(!log.contains("eyJ") && !log.contains(compact.suffix(43)))
        }
    }

    @Test("lets several tabs in at the same time, each into its own room")
    func tabs() throws {
        let site = try MeetSite(delivery: "fragment")
        let browser = try browser(site)
        let rooms = ["One", "Two", "School/Two"]
        var windows: [String] = []
        for (index, room) in rooms.enumerated() {
            if index > 0 {
                let before = try browser.windows
                try browser.run("window.open('about:blank')")
                try browser.useNewWindow(beside: before)
            }
            try browser.open("\(site.origin)/\(room)")
            try browser.find("input[name=username]").type("bob")
            try browser.find("input[name=password]").type("bob secret")
            windows.append(try browser.window)
        }
        for window in windows {
            try browser.use(window: window)
            try browser.find("main form button.first").click()
        }
        for (window, room) in zip(windows, rooms) {
            try browser.use(window: window)
            #expect(browser.waitForURL { $0.hasPrefix("\(site.origin)/\(room)#jwt=") })
            #expect(try browser.source.contains("the meeting page"))
        }
    }

    @Test("is not sent to a browser that takes no cookies: it says so, and goes round in no circle")
    func withoutCookies() throws {
        let site = try MeetSite(delivery: "fragment")
        let browser = try browser(site, takesCookies: false)
        try browser.open("\(site.origin)/Standup")
        try logIn(browser)
        let sentence =
            "Your browser takes no cookies from this site, or has lost them: please allow them, and try again."
        #expect(browser.waits(for: sentence, in: "[role=alert]"))
        #expect(try browser.currentURL == "\(site.origin)/_login/to/Standup")
        #expect(try !browser.source.contains("eyJ"))
    }

    @Test("leads back to a login that says so where nginx's bounce is older")
    func olderNginx() throws {
        let site = try MeetSite(
            delivery: "fragment", more: Responder.access + "\nsession: {lifetime: 0}",
            http: { $0.replacingOccurrences(of: "login-entered=1", with: "login-x=1") })
        let browser = try browser(site)
        try browser.open("\(site.origin)/School/Standup")
        try logIn(browser)
        #expect(try browser.find("[role=alert]").text.contains("your browser came straight back"))
        #expect(try browser.currentURL.hasPrefix("\(site.origin)/_login/to/School/Standup#jwt="))
        #expect(try browser.findAll("input[name=password]").count == 1)
    }

    @Test("comes by the session for the next room, and for a reload once the cookie of the way in is over")
    func session() throws {
        let site = try MeetSite(delivery: "fragment")
        let browser = try browser(site)
        try browser.open("\(site.origin)/Standup")
        try logIn(browser)
        #expect(browser.waitForURL { $0.hasPrefix("\(site.origin)/Standup#jwt=") })
        // No server knows the fragment of the address: this one is lost.
        try browser.open("\(site.origin)/School/Retro?lang=en#config.startAudioOnly=true")
        #expect(try browser.currentURL.hasPrefix("\(site.origin)/School/Retro?lang=en#jwt=%22eyJ"))
        let first = try token(browser)
        try browser.run("history.replaceState(null, '', location.pathname)")
        #expect(
            eventually(within: 40) {
                try? browser.reload()
                return (try? browser.currentURL.contains("/School/Retro#jwt=%22eyJ")) == true
            })
        #expect(try token(browser) != first)
        #expect(try ReadToken(compact: try token(browser))["room"] == "retro")
        #expect(!site.nginx.accessLog.contains("eyJ") && !site.nginx.errorLog.contains("eyJ"))
    }

    @Test(
        "goes round in no circle with a session where nginx's bounce is older: the third time a page says so")
    func olderNginxAndSession() throws {
        let site = try MeetSite(
            delivery: "fragment",
            http: { $0.replacingOccurrences(of: "login-entered=1", with: "login-x=1") })
        let browser = try browser(site)
        try browser.open("\(site.origin)/Standup")
        try logIn(browser)
        #expect(browser.waits(for: "The meeting does not let you in", in: "h1"))
        #expect(try browser.findAll("input[name=password]").isEmpty)
    }

    @Test("leads from a kick and from a refused join to our pages, whose links lead on as ever")
    func kickedAndDenied() throws {
        let site = try MeetSite(delivery: "fragment")
        let browser = try browser(site)
        try browser.open("\(site.origin)/Standup?lang=en")
        try logIn(browser)
        #expect(browser.waitForURL { $0.hasPrefix("\(site.origin)/Standup?lang=en#jwt=") })
        // As the hook script leaves the room.
        try browser.run("location.replace('/_login/denied/to' + location.pathname + location.search)")
        #expect(browser.waitForURL { $0 == "\(site.origin)/_login/denied/to/Standup?lang=en" })
        try browser.find(".steps a.first").click()
        #expect(browser.waitForURL { $0.hasPrefix("\(site.origin)/Standup?lang=en#jwt=") })
        try browser.run("location.replace('/_login/kicked/to' + location.pathname + location.search)")
        #expect(browser.waitForURL { $0 == "\(site.origin)/_login/kicked/to/Standup?lang=en" })
        try browser.find(".steps a.first").click()
        #expect(try browser.find("[role=alert]").text.contains("You were removed from a meeting"))
        try logIn(browser)
        #expect(browser.waitForURL { $0.hasPrefix("\(site.origin)/Standup?lang=en#jwt=") })
        #expect(try browser.source.contains("the meeting page"))
    }
}
