import Foundation
import TestSupport
import Testing

/// A school behind one address gets in, a flood does not.
@Suite("The request limit", .serialized)
struct LimitTests {
    @Test("lets 1,000 people in from one address, as fast as they can come")
    func school() throws {
        let site = try JitsiSite()
        let statuses = try site.curl.statuses(site.address("/_login/to/Room[1-1000]"), parallel: 20)
        #expect(statuses == [200: 1000])
        // And what a page loads, and the form.
        let rest = try site.curl.statuses(
            site.address("/_login/{hook.js,style-0.css}?[1-1000]"), parallel: 20)
        #expect(rest == [200: 2000])
    }

    @Test("answers a flood with 429 and a page, and leaves Jitsi alone")
    func flood() throws {
        let site = try JitsiSite()
        var statuses: [Int: Int] = [:]
        for _ in 0..<8 where statuses[429] == nil {
            statuses.merge(
                try site.curl.statuses(site.address("/_login/to/Room[1-6000]"), parallel: 50),
                uniquingKeysWith: +)
        }
        #expect((statuses[429] ?? 0) > 0)
        #expect(Set(statuses.keys).isSubset(of: [200, 429]))
        #expect(statuses[200, default: 0] >= 4000)
        #expect(try site.get("/Room?jwt=x").status == 200)
    }

    @Test("counts photos by themselves: a room full of them keeps nobody from the login")
    func photos() throws {
        let site = try JitsiSite(
            http: { $0.replacingOccurrences(of: "rate=1000r/s", with: "rate=1r/m") },
            dropIn: { $0.replacingOccurrences(of: "burst=20000", with: "burst=9") })
        let statuses = try site.curl.statuses(site.address("/_login/avatar/[1-20]"))
        #expect(statuses == [200: 10, 429: 10])
        #expect(try site.get("/_login/to/Room").status == 200)
    }

    @Test("lets everybody in a room of 100 behind one address see everybody")
    func fullRoom() throws {
        let site = try JitsiSite()
        let statuses = try site.curl.statuses(site.address("/_login/avatar/[1-10000]"), parallel: 50)
        #expect(statuses == [200: 10_000])
        // After them there is as much left for logins as before.
        #expect(
            try site.curl.statuses(site.address("/_login/to/Room[1-3000]"), parallel: 20) == [200: 3000])
    }

    @Test("has a page that says when to try again")
    func page() throws {
        // A limit that the second request meets.
        let site = try JitsiSite(
            http: {
                $0.replacingOccurrences(of: "rate=200r/s", with: "rate=1r/m")
            }, dropIn: { $0.replacingOccurrences(of: "burst=4000", with: "burst=1") })
        let answers = try (0..<3).map { _ in try site.get("/_login/to/Room") }
        #expect(answers.map(\.status) == [200, 200, 429])
        #expect(answers[2]["retry-after"] == "10" && answers[2]["cache-control"] == "no-store")
        #expect(answers[2].mayDoNothing)
        #expect(
            answers[2].body.contains("Too many requests") && answers[2].body.contains("zu viele Anfragen"))
    }
}
