import Foundation
import TestSupport
import Testing

@Suite("In a real browser")
struct BrowserTests {
    @Test(
        "a whole visit over TLS ends in the room, with the fragment and the query of the address, and without a script"
    )
    func wholeVisit() throws {
        let site = try MeetSite()
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/School/Standup?lang=en#config.startWithAudioMuted=true")
        #expect(
            try browser.currentURL
                == "\(site.origin)/_login/to/School/Standup?lang=en#config.startWithAudioMuted=true")
        #expect(try browser.findAll("script").isEmpty)

        try logIn(browser, name: "bob", password: "mistyped")
        #expect(try browser.find("[role=alert]").text.contains("The user name or password is not right."))
        #expect(try browser.find("input[name=username]").property("value") == "bob")
        #expect(try browser.find("input[name=password]").property("value") == "")

        try browser.find("input[name=username]").clear()
        try logIn(browser, name: "bob", password: "bob secret")
        #expect(browser.waitForURL { $0.contains("jwt=") })
        let address = try browser.currentURL
        #expect(address.hasPrefix("\(site.origin)/School/Standup?lang=en&jwt="))
        #expect(address.hasSuffix("#config.startWithAudioMuted=true"))
        #expect(try browser.source.contains("the meeting page"))
        #expect(
            try !browser.consoleLog().contains {
                $0.contains("Content Security Policy") || $0.contains("Content-Security-Policy")
            })
    }

    @Test("the language switch keeps the fragment")
    func languageSwitch() throws {
        let site = try MeetSite()
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/Standup#config.startAudioOnly=true")
        try browser.find("button[name=lang][value=de]").click()
        _ = try browser.find("html[lang=de]")
        #expect(try browser.currentURL.hasSuffix("#config.startAudioOnly=true"))
        try logIn(browser, name: "bob", password: "bob secret")
        #expect(browser.waitForURL { $0.contains("jwt=") })
        #expect(try browser.currentURL.hasSuffix("#config.startAudioOnly=true"))
    }

    private func logIn(_ browser: Chromium, name: String, password: String) throws {
        try browser.find("input[name=username]").type(name)
        try browser.find("input[name=password]").type(password)
        try browser.find("main form button.first").click()
    }
}
