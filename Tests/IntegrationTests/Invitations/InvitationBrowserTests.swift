import Foundation
import TestSupport
import Testing

@Suite("In a real browser, the page of an invitation")
struct InvitationBrowserTests {
    private let site: MeetSite
    private let browser: Chromium
    private static var now: Int { Int(Date.now.timeIntervalSince1970) }

    init() throws {
        let opens = ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(1800))
        site = try InvitingSite.make(
            rooms: """
                rooms:
                  - {match: later, opens: "\(opens)", zone: Europe/Berlin}
                  - {match: shut, guests: false}
                """)
        browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
    }

    /// Switches to German and back, and expects the headings.
    private func shows(_ english: String, _ german: String, at path: String) throws {
        try browser.open(site.origin + path + "?lang=en")
        #expect(try browser.find("h1").text == english)
        try browser.find("button[name=lang][value=de]").click()
        #expect(browser.waits(for: german, in: "h1"))
        _ = try browser.find("html[lang=de]")
        #expect(try browser.findAll("button[name=join]").isEmpty)
        #expect(try browser.currentURL == site.origin + path + "?lang=en")
    }

    @Test("says that it is early, over, closed or not good, in the language that is chosen there")
    func standings() throws {
        let early = try site.invitation("--room", "R", "--from", "\(Self.now + 3600)")
        try shows("Your invitation is for later", "Ihre Einladung gilt erst später", at: early)
        let later = try site.invitation("--room", "later", "--until", "\(Self.now + 3600)")
        try shows("Your invitation is for later", "Ihre Einladung gilt erst später", at: later)
        #expect(try browser.find("main").text.contains("Europe/Berlin"))
        let short = try site.invitation("--room", "R", "--until", "\(Self.now + 10)")
        #expect(eventually(within: 60) { (try? site.get(short))?.status == 410 })
        try shows("Your invitation is over", "Ihre Einladung ist abgelaufen", at: short)
        try shows(
            "This invitation does not hold", "Diese Einladung gilt nicht", at: String(short.dropLast(3)))
    }

    @Test("tells why a name is needed, and sends no link to where it leads")
    func name() throws {
        let path = try site.invitation("--room", "R")
        try browser.open(site.origin + path + "?lang=en#config.startAudioOnly=true")
        #expect(try browser.find("#name").accessibleName == "Your name")
        try browser.find("#name").type("...")
        try browser.find("button[name=join]").click()
        #expect(browser.waits(for: "Please enter the name that the others are to see.", in: "[role=alert]"))
        try browser.find("#name").type("Zoë")
        try browser.find("button[name=join]").click()
        #expect(browser.waitForURL { $0.contains("/R?jwt=") && $0.hasSuffix("#config.startAudioOnly=true") })
        #expect(try browser.run("return document.referrer") as? String == "")
    }

    @Test("is made without a password by a moderator with a session, or by somebody else who signs in there")
    func session() throws {
        try browser.open("\(site.origin)/Standup?lang=en")
        try logIn("bob")
        #expect(browser.waitForURL { $0.contains("jwt=") })
        try browser.open("\(site.origin)/_login/invite?room=Standup&lang=en")
        #expect(browser.waits(for: "This account may not invite", in: "h1"))
        try browser.find("main form button").click()
        try logIn("alice")
        #expect(browser.waits(for: "Invite somebody", in: "h1"))
        // Now with her session.
        try browser.open("\(site.origin)/_login/invite?room=Standup&lang=en")
        #expect(try browser.find("main").text.contains("You are signed in as Alice"))
        #expect(try browser.find("#from").accessibleName.hasPrefix("From (UTC"))
        try browser.find("main form button.first").click()
        #expect(browser.waits(for: "The invitation is ready", in: "h1"))
        #expect(try browser.find("#link").property("value")?.hasPrefix(site.origin) == true)
        try browser.open("\(site.origin)/_login/invite?room=shut&lang=en")
        #expect(browser.waits(for: "There are no invitations to this room", in: "h1"))
        #expect(try !browser.consoleLog().contains { $0.contains("Content Security Policy") })
    }

    private func logIn(_ name: String) throws {
        try browser.find("input[name=username]").type(name)
        try browser.find("input[name=password]").type(SlapdPeople.password(of: name))
        try browser.find("main form button.first").click()
    }
}
