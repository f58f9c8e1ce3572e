import Foundation
import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("The hours of a room")
struct RoomHoursTests {
    private static let alice = Account.alice()

    private static func text(_ moment: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(moment)).formatted(.iso8601)
    }

    private func times(_ claims: [String: Any]) -> (from: Int, until: Int) {
        (claims["nbf"] as? Int ?? 0, claims["exp"] as? Int ?? 0)
    }

    @Test("bound the token of a member, a guest and a notice's page: it ends exactly as the room closes")
    func window() throws {
        let now = TokenMinter.now
        let (opens, closes) = (now - 3, now + 600)
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil),
            rooms: """
                rooms: [{match: exam, opens: \(Self.text(opens)), closes: \(Self.text(closes)), guests: true}]
                """)
        let address = "/_login/to/exam?lang=en"
        let member = times(try site.post("username=alice&password=x", to: address).claims())
        #expect(member == (opens, closes))
        #expect(times(try site.post("guest=Jane", to: address).claims()) == (opens, closes))
        site.say(.authenticated(Self.alice, notice: .graceLogins(1)))
        let page = site.post("username=alice&password=x", to: address)
        #expect(page.status == 200)
        #expect(times(try page.claims()) == (opens, closes))
        // Elsewhere the token is whole.
        let whole = times(try site.post("username=alice&password=x", to: "/_login/to/x").claims())
        #expect(whole.from >= now - 10 && whole.until >= now + 3600)
    }

    @Test("bound it by the hours of the week, too")
    func weekly() throws {
        // Yesterday, today and tomorrow until now and five minutes, from the next minute on: it is open now.
        let now = TokenMinter.now
        let end = (now / 60 + 6) % 1440
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil),
            rooms: """
                rooms:
                  - match: exam
                    zone: UTC
                    opens: "mon-sun \(Self.clock((end + 60) % 1440))-\(Self.clock(end))"
                """)
        let token = times(try site.post("username=alice&password=x", to: "/_login/to/exam").claims())
        #expect(token.until == (now / 60 + 6) * 60)
    }

    private static func clock(_ minute: Int) -> String {
        String(format: "%02d:%02d", minute / 60, minute % 60)
    }

    @Test("are asked again when the token comes back from the page of a notice")
    func closedMeanwhile() throws {
        let now = TokenMinter.now
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: .graceLogins(1)),
            rooms: "rooms: [{match: exam, closes: \(Self.text(now + 2))}]")
        let page = site.post("username=alice&password=x", to: "/_login/to/exam?lang=en")
        let token = try #require(page.field("token"))
        #expect(eventually { TokenMinter.now >= now + 2 })
        let late = site.post("token=\(token)&lang=en", to: "/_login/to/exam?lang=en")
        #expect(late.status == 403 && late.header("Location") == nil && late.text.contains("closed"))
    }

    @Test("keep out who has a session, without asking the directory")
    func session() throws {
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil),
            rooms: "rooms: [{match: exam, opens: \"2126-01-01T00:00:00Z\"}]")
        let answer = site.get("/_login/to/exam?lang=en", [try site.signIn()])
        #expect(answer.status == 403 && answer.text.contains("not open yet"))
        #expect(site.lookUps == 0)
    }
}
