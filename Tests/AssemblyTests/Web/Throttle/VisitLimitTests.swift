import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("Guests and invited people from one address")
struct VisitLimitTests {
    private static let rules = """
        throttle: {guests: {joins: 3, per: 1h}, invitations: {joins: 2, opens: 9, per: 1h}}
        invitations: {longest: 720h}
        rooms: [{match: talk, guests: true}]
        """
    private let site: ScriptedSite

    init() throws { site = try ScriptedSite(.authenticated(.alice(), notice: nil), rooms: Self.rules) }

    private func expectWait(_ answer: Response, _ seconds: ClosedRange<Int>) {
        #expect(answer.status == 429)
        let wait = answer.header("Retry-After").flatMap { Int($0) } ?? 0
        #expect(seconds.contains(wait), "\(wait)")
    }

    @Test("have to wait as guests, which is logged once; who signs in has not")
    func guests() {
        let form = "guest=Jane&lang=en"
        for _ in 1...3 { #expect(site.post(form, to: "/_login/to/talk").status == 303) }
        let before = site.log.count
        for _ in 1...20 { expectWait(site.post(form, to: "/_login/to/talk"), 1000...1200) }
        #expect(site.log.count == before + 1)
        #expect(site.post(form, to: "/_login/to/talk", ["REMOTE_ADDR=192.0.2.8"]).status == 303)
        #expect(site.post("username=alice&password=secret", to: "/_login/to/talk").status == 303)
        #expect(Metrics.text(site.application.counters, nil, []).contains("{reason=\"guests\"} 20\n"))
    }

    @Test("have to wait to enter by links of invitations, and to look at them")
    func invitations() throws {
        let path = try site.path(to: "talk", name: "Jane")
        for _ in 1...2 { #expect(site.post("join=1&lang=en", to: path).status == 303) }
        let answer = site.post("join=1&lang=en", to: path)
        expectWait(answer, 1000...1800)
        #expect(
            answer.text.contains("Very many people come from your network. Please try again in 30 minutes."))
        #expect(answer.text.contains("name=\"lang\" value=\"en\""))
        #expect(answer.header("Referrer-Policy") == "strict-origin")
        #expect(answer.header("Location") == nil)
        // Looking at it goes on for a while, posts counted.
        for _ in 1...6 { #expect(site.get(path + "?lang=en").status == 200) }
        let lines = site.log.count
        for _ in 1...20 { expectWait(site.get(path), 100...400) }
        expectWait(site.post("join=1", to: path), 100...400)
        #expect(site.log.count == lines + 1)
        #expect(site.log.last == "invitation client=192.0.2.7 outcome=limited")
        #expect(site.get(path, ["REMOTE_ADDR=192.0.2.8"]).status == 200)
    }
}
