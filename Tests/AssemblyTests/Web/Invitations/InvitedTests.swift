import FastCGI
import Foundation
import JitsiToken
import Login
import Testing

@testable import jitsi_ldap_login

@Suite("Somebody who is invited")
struct InvitedTests {
    private let site: ScriptedSite

    init() throws { site = try InvitationSite.make() }

    @Test(
        "is shown by the name that they typed, in one line, without what cannot be seen",
        arguments: [
            ("Jane+Doe", "Jane Doe"), ("%20Jane%0D%0ADoe%09", "Jane Doe"), ("a%E2%80%AEb%00", "ab"),
            (
                String(repeating: "%C3%BC", count: 100), String(repeating: "ü", count: 100)
            ),
        ])
    func name(typed: String, shown: String) throws {
        let answer = site.post("join=1&name=\(typed)", to: try site.path(to: "Standup"))
        #expect(answer.status == 303)
        #expect(try answer.userClaims()["name"] as? String == shown)
    }

    @Test(
        "is asked again, and told why, where there is no name to be seen",
        arguments: ["", "...", "%E2%80%8B"])
    func noName(typed: String) throws {
        let answer = site.post("join=1&lang=en&name=\(typed)", to: try site.path(to: "Standup"))
        #expect(answer.status == 400 && answer.header("Location") == nil)
        #expect(answer.text.contains("role=\"alert\"") && answer.text.contains("aria-invalid=\"true\""))
        #expect(answer.text.contains("Please enter the name"))
        #expect(!site.get(try site.path(to: "Standup")).text.contains("role=\"alert\""))
    }

    @Test("reads that the link does not hold, and the log says why, where invitations were turned off")
    func off() throws {
        let off = try InvitationSite.make("access: {}")
        let path = try site.path(to: "Standup", name: "Jane")
        for answer in [off.get(path + "?lang=en"), off.post("join=1&lang=en", to: path)] {
            #expect(answer.status == 404 && answer.header("Location") == nil)
            #expect(answer.text.contains("This invitation does not hold"))
            #expect(off.log.last == "invitation client=192.0.2.7 outcome=off", "\(off.log.last ?? "-")")
        }
        #expect(off.get("/_login/invite?room=Standup&lang=en").text.contains("nothing here"))
    }

    @Test("has a token of the room's lifetime, inside the invitation's window and the room's")
    func lifetime() throws {
        let now = TokenMinter.now
        let brief = try site.post("join=1", to: site.path(to: "brief", name: "J", until: 86_400)).claims()
        #expect(try #require(brief["exp"] as? Int) - now <= 601)
        let soon = try site.post("join=1", to: site.path(to: "brief", name: "J", from: -3, until: 60))
            .claims()
        #expect(soon["exp"] as? Int == now + 60 || soon["exp"] as? Int == now + 61)
        #expect((now - 3...now - 2).contains(try #require(soon["nbf"] as? Int)))

        let closes = ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(100))
        let opens = ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(-5))
        let short = try InvitationSite.make(
            "invitations: {}\nrooms: [{match: s, opens: \"\(opens)\", closes: \"\(closes)\"}]")
        let token = try short.post("join=1", to: short.path(to: "s", name: "J")).claims()
        #expect(try #require(token["exp"] as? Int) <= now + 101)
        #expect(try #require(token["nbf"] as? Int) >= now - 6)
    }

    @Test("passes the lobby where the invitation says so, whatever the rule says of accounts")
    func lobby() throws {
        let now = TokenMinter.now
        for passes in [true, false] {
            let path = try site.path(
                of: Invitation(
                    room: "brief", name: "J", passesLobby: passes, from: now - 1, until: now + 60,
                    issuedAt: now))
            let user = try site.post("join=1", to: path).userClaims()
            #expect(user["lobby_bypass"] as? Bool == (passes ? true : nil))
        }
    }

    @Test("is no moderator by token where whoever arrives first moderates")
    func firstToArrive() throws {
        let moderator = site.post("join=1", to: try site.path(to: "club", name: "J", role: .moderator))
        #expect(try moderator.claims()["moderator"] == nil && moderator.userClaims()["affiliation"] == nil)
        let member = site.post("join=1", to: try site.path(to: "club", name: "J"))
        #expect(try member.userClaims()["affiliation"] as? String == "member")
        let elsewhere = site.post("join=1", to: try site.path(to: "x", name: "J", role: .moderator))
        #expect(try elsewhere.claims()["moderator"] as? Bool == true)
    }

    @Test("learns when the room opens, and is never told that a time to come is over")
    func closed() throws {
        // The room opens inside the window, an hour after it begins.
        let opens = ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(7200))
        let site = try InvitationSite.make(
            "invitations: {}\nrooms:\n  - {match: r, opens: \"\(opens)\", zone: UTC}\n"
                + "  - {match: soon, closes: \"\(opens)\"}\n  - {match: past, closes: \"2020-01-01T00:00:00Z\"}"
        )
        let hour = opens.split(separator: "T")[1].prefix(5)
        for from in [-60, 3600] {
            let page = site.get(try site.path(to: "r", from: from, until: 86_400) + "?lang=en")
            #expect(page.status == 403 && page.text.contains("for later"))
            #expect(page.text.contains("\(hour) (UTC)"), "\(page.text)")
        }
        // It opens only after the window.
        let late = site.get(try site.path(to: "r", until: 3600) + "?lang=en")
        #expect(late.status == 410 && late.text.contains("does not open any more while"))
        #expect(!late.text.contains("It held until"))
        let german = site.get(try site.path(to: "r", until: 3600) + "?lang=de")
        #expect(german.text.contains("öffnet nicht mehr"))
        let now = TokenMinter.now
        let end = Int(try Date(opens, strategy: .iso8601).timeIntervalSince1970)
        let exact = try site.path(
            of: Invitation(room: "r", from: now - 60, until: end, issuedAt: now))
        #expect(site.get(exact).status == 410)
        // It closes for good before the window begins.
        let soon = site.get(try site.path(to: "soon", from: 8000, until: 9000) + "?lang=en")
        #expect(soon.status == 410 && soon.text.contains("does not open any more while"))
        let past = site.get(try site.path(to: "past") + "?lang=en")
        #expect(past.status == 410 && past.text.contains("1 January 2020"))
        #expect(site.log.filter { $0.contains("outcome=closed") }.count == 4)
        for path in [try site.path(to: "r", until: 3600), try site.path(to: "past", name: "J")] {
            #expect(site.post("join=1&name=J", to: path).header("Location") == nil)
        }
    }

    @Test(
        "comes under the same rule whether a tenant that all rooms are in was named or not, and into no other"
    )
    func oneTenant() throws {
        let tenant = try Tenant(segment: "vpaas-magic-cookie-1")
        let links = InvitationLinks(
            invitations: try site.invitations.invitations, origin: ScriptedSite.origin, tenant: tenant)
        func meeting(_ tenant: String?) throws -> MeetingAddress {
            try links.meeting(of: Invitation(room: "r", tenant: tenant, from: 1, until: 2, issuedAt: 1))
        }
        #expect(try meeting(nil).tenant == nil && meeting("vpaas-magic-cookie-1").tenant == nil)
        #expect(throws: AddressProblem.foreignTenant) { try meeting("other") }
    }

    @Test("is somebody else by another name or link, and the same by the same")
    func identity() throws {
        let path = try site.path(to: "Standup")
        func id(_ name: String, _ path: String) throws -> String? {
            try site.post("join=1&name=\(name)", to: path).userClaims()["id"] as? String
        }
        let first = try #require(try id("Jane", path))
        #expect(first.hasPrefix("invited-") && first.count == 24)
        #expect(try id("Jane", path) == first && id("Joe", path) != first)
        #expect(try id("Jane", site.path(to: "Standup")) != first)
    }
}
