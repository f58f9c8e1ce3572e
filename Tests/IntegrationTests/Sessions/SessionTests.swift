import Foundation
import TestSupport
import Testing

@Suite("A session, through nginx")
struct SessionTests {
    @Test("opens the next room without a password, until the account leaves the group, and then is deleted")
    func accounts() throws {
        let site = try MeetSite()
        let login = try site.login("/_login/to/Standup?lang=en", as: "bob")
        #expect(login.status == 303)
        let cookie = try login.cookie()
        let room = "/_login/to/Retro?lang=en"
        #expect(try site.get(room).status == 200)
        let next = try site.get(room, headers: [cookie])
        #expect(next.status == 303)
        #expect(next.values("location").first?.contains("/Retro?lang=en&jwt=") == true)

        let person = SlapdPeople.bob
        try site.slapd.add(
            "dn: \(SlapdPeople.members)\nchangetype: modify\ndelete: member\nmember: \(person)\n")
        let removed = try site.get(room, headers: [cookie])
        #expect(removed.status == 403 && removed.body.contains("This account may not enter"))
        try site.slapd.add("dn: \(person)\nchangetype: delete\n")
        let gone = try site.get(room, headers: [cookie])
        #expect(gone.status == 403 && gone.body.contains("your account or its password has changed"))
        #expect(site.responder.log.contains("outcome=not-allowed"))
        #expect(!site.responder.log.contains(cookie.dropFirst("Cookie: __Host-jitsi-ldap-login=".count)))
    }

    @Test("does not show the form while the directory is away, and goes on when it is back")
    func away() throws {
        let site = try MeetSite()
        let cookie = try site.login("/_login/to/Standup?lang=en", as: "bob").cookie()
        site.slapd.stop()
        let away = try site.get("/_login/to/Retro?lang=en", headers: [cookie])
        #expect(away.status == 503 && !away.body.contains("name=\"password\""))
        #expect(away.body.contains("name=\"session\" value=\"go\""))
        #expect(away.values("set-cookie").allSatisfy { $0.hasPrefix(FormPass.name + "=") })

        try site.slapd.start()
        var back: HTTPAnswer?
        // Whoever presses the button too early gets the same page.
        _ = eventually(within: 60) {
            back = try? site.post("/_login/to/Retro?lang=en", ["session": "go"], headers: [cookie])
            return back?.status != 503
        }
        #expect(back?.status == 303)
        #expect(back?["location"]?.contains("/Retro?lang=en&jwt=") == true)
    }

    @Test("is there once, whatever the number and the length of the cookies beside it")
    func otherCookies() throws {
        let site = try MeetSite()
        let cookie = try site.login("/_login/to/Standup?lang=en", as: "bob").cookie()
        let room = "/_login/to/Retro?lang=en"
        let pair = cookie.dropFirst("Cookie: ".count)
        let many = (0..<60).map { "c\($0)=" + String(repeating: "x", count: 60) }.joined(separator: "; ")
        #expect(try site.get(room, headers: ["Cookie: \(many); \(pair)"]).status == 303)
        // HTTP/2 may split the header (RFC 9113, 8.2.3); nginx joins what it splits.
        #expect(try site.get(room, headers: ["Cookie: a=b", cookie, "Cookie: c=d"]).status == 303)
        // Twice is none, and what is too long for nginx is its own page: neither leads in.
        #expect(try site.get(room, headers: ["Cookie: \(pair); \(pair)"]).status == 200)
        #expect(try site.get(room, headers: [cookie, cookie]).status == 200)
        let huge = String(repeating: "x", count: 16_384)
        let tooLong = try? site.get(room, headers: ["Cookie: a=\(huge); \(pair)"])
        #expect(tooLong.map { [400, 431].contains($0.status) } ?? true)
    }

    @Test("in a browser: the login, the next room, the logout in a hidden frame, and then the form again")
    func browser() throws {
        let site = try MeetSite()
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/Standup?lang=en")
        try browser.find("input[name=username]").type("bob")
        try browser.find("input[name=password]").type("bob secret")
        try browser.find("main form button.first").click()
        #expect(browser.waitForURL { $0.contains("jwt=") })
        try browser.open("\(site.origin)/Retro?lang=en#config.startAudioOnly=true")
        #expect(browser.waitForURL { $0.contains("/Retro?lang=en&jwt=") })
        #expect(try browser.currentURL.hasSuffix("#config.startAudioOnly=true"))

        // As Jitsi's client does with tokenAuthInline.
        _ = try browser.run(
            """
            window.addEventListener('message', function (event) {
                if (event.origin === location.origin
                    && JSON.stringify(event.data) === '{"type":"logout-success"}') {
                    document.title = 'heard';
                }
            });
            const frame = document.createElement('iframe');
            frame.style.display = 'none';
            frame.src = '/_login/logout';
            document.body.appendChild(frame);
            """)
        #expect(browser.waitForURL { _ in (try? browser.title) == "heard" })
        try browser.open("\(site.origin)/Other?lang=en")
        _ = try browser.find("input[name=password]")
    }
}
