import Foundation
import TestSupport
import Testing

@Suite("In a real browser, an invitation")
struct InvitingTests {
    private let site: MeetSite
    private let browser: Chromium

    init() throws {
        site = try InvitingSite.make()
        browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
    }

    @Test("is made by a moderator who signs in, and leads somebody else into the room by one button")
    func made() throws {
        try browser.open("\(site.origin)/_login/invite?room=Standup")
        #expect(try browser.find("main").text.contains("You are about to invite somebody to Standup."))
        try logIn("alice")
        #expect(browser.waits(for: "Invite somebody", in: "h1"))
        try browser.find("#name").type("Zoë Müller")
        try browser.find("main form button.first").click()
        #expect(browser.waits(for: "The invitation is ready", in: "h1"))
        let link = try #require(try browser.find("#link").property("value"))
        #expect(try browser.currentURL == "\(site.origin)/_login/invite?room=Standup")

        try browser.open(link + "#config.startAudioOnly=true")
        #expect(try browser.find("main").text.contains("Zoë Müller"))
        #expect(try browser.findAll("script").isEmpty)
        try browser.find("button[name=lang][value=de]").click()
        _ = try browser.find("html[lang=de]")
        try browser.find("button[name=join]").click()
        #expect(browser.waitForURL { $0.contains("jwt=") })
        let address = try browser.currentURL
        #expect(address.hasPrefix("\(site.origin)/Standup?jwt="))
        #expect(address.hasSuffix("#config.startAudioOnly=true"))
        #expect(try !browser.consoleLog().contains { $0.contains("Content Security Policy") })
        #expect(eventually { self.site.responder.log.contains("outcome=made") })
        #expect(site.responder.log.contains("account=\"\(SlapdPeople.alice)\""))
        #expect(!site.responder.log.contains(link.suffix(40)))
    }

    @Test("is not made by somebody who does not moderate, nor with a permit of another room, nor too long")
    func refused() throws {
        let form = "/_login/invite?room=Standup"
        let member = try site.login(form, as: "bob")
        #expect(member.status == 403 && member.body.contains("only moderators"))
        #expect(!member.body.contains("permit"))
        #expect(try site.login(form, as: "bob", password: "wrong").status == 403)

        let page = try site.login(form, as: "alice")
        #expect(page.status == 200)
        let permit = try page.permit()
        func make(_ path: String = form, permit: String = permit, until: String) throws -> HTTPAnswer {
            try site.post(
                path, ["permit": permit, "name": "", "from": "2026-01-01T00:00", "until": until])
        }
        for (until, says) in [
            ("2026-01-01T00:00", "after the begin"), ("never", "a date and a time"),
            ("2126-01-01T00:00", "at most 30 days"),
        ] {
            let answer = try make(until: until)
            #expect(answer.status == 400 && answer.body.contains(says), "\(until)")
            #expect(!answer.body.contains("/_login/invited/"))
        }
        for answer in [
            try make("/_login/invite?room=Other", until: "2026-01-01T00:00"),
            try make(permit: "x" + permit.dropFirst(), until: "2026-01-01T00:00"),
        ] {
            #expect(answer.status == 403 && answer.body.contains("type=\"password\""))
        }
        let foreign = try site.curl.request(
            site.origin + "/", target: form, headers: ["Origin: https://evil.example"],
            body: Form.encode(["permit": permit, "from": "x"]))
        #expect(foreign.status == 400)
    }

    @Test("leads into the room of the tenant for which it was made")
    func tenant() throws {
        let form = "/_login/invite?room=R%C3%A9union%201&tenant=School&lang=en"
        let page = try site.login(form, as: "alice")
        let permit = try page.permit()
        let times = page.body.matches(of: /type="datetime-local" value="([^"]+)"/).map { String($0.1) }
        func make(_ path: String) throws -> HTTPAnswer {
            try site.post(path, ["permit": permit, "from": times[0], "until": times[1]])
        }
        for other in [
            "/_login/invite?room=R%C3%A9union%201", "/_login/invite?room=R%C3%A9union%201&tenant=x",
        ] {
            #expect(try make(other).status == 403)
        }
        let link = try #require(try make(form).body.firstMatch(of: /\/_login\/invited\/[A-Za-z0-9_-]+/)).0
        let answer = try site.post(String(link), ["join": "1", "name": "Jane"])
        #expect(answer["location"]?.hasPrefix("\(site.origin)/School/R%C3%A9union%201?jwt=") == true)
        #expect(try ReadToken(answer)["sub"] == "school")
    }

    @Test("asks for a room where none is named; there is nothing at its addresses where they are off")
    func addresses() throws {
        #expect(try site.get("/_login/invite").body.contains("name=\"room\""))
        let off = try MeetSite()
        for path in ["/_login/invite?room=R", "/_login/invited/x"] {
            #expect(try off.get(path).status == 404)
        }
        #expect(try off.post("/_login/invite?room=R", ["join": "1"]).status == 400)
        #expect(try off.post("/_login/invited/x", ["join": "1"]).status == 404)
    }

    private func logIn(_ name: String) throws {
        try browser.find("input[name=username]").type(name)
        try browser.find("input[name=password]").type(SlapdPeople.password(of: name))
        try browser.find("main form button.first").click()
    }
}
