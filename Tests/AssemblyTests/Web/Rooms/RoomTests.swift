import Foundation
import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("Rooms with rules")
struct RoomTests {
    private static let rules = """
        access: {features: {member: {}}}
        rooms:
          - match: exam-*
            allow: ["cn=teachers,dc=example"]
          - {match: past, closes: "2020-01-01T00:00:00Z"}
          - {match: future, opens: "2126-03-04 08:05", zone: Europe/Berlin, guests: true}
          - {match: now, closes: "2126-01-01T00:00:00Z", lifetime: 10m, lobby-bypass: true}
          - {match: club, moderators: first-to-arrive}
          - {match: talk, guests: true, features: {guest: {screen-sharing: false}}}
          - {match: closed-circle, guests: invited}
        """
    private static let alice = Account.alice(in: ["cn=pupils,dc=example"])

    private let site: ScriptedSite

    init() throws {
        site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil), rooms: Self.rules)
    }

    private func login(_ room: String) -> Response {
        site.post("username=alice&password=x", to: "/_login/to/\(room)?lang=en")
    }

    @Test(
        "hold however the name is written in the address",
        arguments: [
            "exam-1", "EXAM-1", "%65xam-1", "e+x%41m-1", "%EF%BD%85xam-1", "Exa(m-)1", "exam-%C3%A9",
        ])
    func spellings(room: String) {
        #expect(login(room).status == 403)
        #expect(site.log.last?.contains("outcome=not-allowed") == true, "\(site.log)")
        #expect(site.log.last?.contains("rule=rooms[1]") == true, "\(site.log)")
    }

    @Test(
        "leave other rooms, and the same name in a tenant, to access", arguments: ["exam", "school/exam-1"])
    func others(room: String) {
        #expect(login(room).status == 303)
    }

    @Test("say when they open before a password is asked for, and take none")
    func notYet() {
        let page = site.get("/_login/to/future?lang=en")
        #expect(page.status == 403)
        #expect(page.text.contains("Monday, 4 March 2126, 08:05 (Europe/Berlin, UTC+1)"), "\(page.text)")
        #expect(!page.text.contains("type=\"password\""))
        let german = site.get("/_login/to/future?lang=de")
        #expect(german.text.contains("Montag, 4. März 2126, 08:05 Uhr (Europe/Berlin, UTC+1)"))
        for body in ["username=alice&password=x", "guest=Jane", "token=x"] {
            let answer = site.post(body, to: "/_login/to/future?lang=en")
            #expect(answer.status == 403 && answer.text.contains("not open yet"), "\(body)")
            // Neither the directory nor the guests' limit was asked.
            #expect(!site.log.contains { $0.hasPrefix("login ") }, "\(site.log)")
        }
        #expect(login("past").text.contains("It closed on <strong>Wednesday, 1 January 2020, 00:00 (UTC)"))
    }

    @Test("have tokens of their own lifetime, and pass the lobby where the rule says so")
    func lifetime() throws {
        let answer = login("now")
        let claims = try answer.claims()
        let (issued, expires) = (claims["iat"] as? Int ?? 0, claims["exp"] as? Int ?? 0)
        #expect(expires - issued == 600)
        #expect(try answer.userClaims()["lobby_bypass"] as? Bool == true)
        #expect(try login("elsewhere").userClaims()["lobby_bypass"] == nil)
    }

    @Test("claim no affiliation where the first to arrive moderates, and grant what a member has")
    func firstToArrive() throws {
        let answer = login("club")
        #expect(try answer.claims()["moderator"] == nil)
        let user = try answer.userClaims()
        #expect(user["moderator"] == nil && user["affiliation"] == nil)
        let features = try answer.features()
        #expect(features?["recording"] == false && features?["screen-sharing"] == true)
        #expect(site.log.last?.contains("role=first-to-arrive") == true)
    }

    @Test("let guests in where the rule says so: as members, by an id of their own, marked in the log")
    func guests() throws {
        #expect(site.get("/_login/to/talk?lang=en").text.contains("Join as guest"))
        let response = site.post("guest=+Jane%0ADoe+&lang=en", to: "/_login/to/talk?lang=en")
        #expect(response.status == 303)
        let user = try response.userClaims()
        #expect(user["name"] as? String == "Jane Doe" && user["affiliation"] as? String == "member")
        let id = try #require(user["id"] as? String)
        #expect(id.hasPrefix("guest-") && id.count == 22)
        let features = try response.features()
        #expect(features?["screen-sharing"] == false && features?["create-polls"] == true)
        let line = try #require(site.log.last)
        #expect(line.contains("outcome=guest") && line.contains("account=\(id)") && !line.contains("Jane"))
    }

    @Test(
        "let no guest in by a form that was not offered", arguments: ["Standup", "exam-1", "closed-circle"])
    func uninvited(room: String) {
        #expect(!site.get("/_login/to/\(room)?lang=en").text.contains("Join as guest"))
        #expect(site.post("guest=Jane", to: "/_login/to/\(room)?lang=en").status == 400)
        #expect(site.log.last?.contains("outcome=guest-refused") == true)
    }

    @Test("ask a guest without a name again, and ask too many to wait")
    func limits() {
        #expect(site.post("guest=+&lang=en", to: "/_login/to/talk").status == 403)
        var statuses: [Int] = []
        for _ in 0..<200 { statuses.append(site.post("guest=Jane&lang=en", to: "/_login/to/talk").status) }
        #expect(statuses.prefix(60).allSatisfy { $0 == 303 })
        #expect(statuses.contains(429))
        #expect(login("talk").status == 303)
    }
}
