import Foundation
import Login
import Settings
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("A rule for rooms")
struct RoomRuleTests {
    private static let nobody = DirectoryAnswer.Verdict.refused(.notFound)

    private func problems(_ rooms: String) -> [String] {
        do {
            _ = try ScriptedSite(Self.nobody, rooms: "rooms:\n" + rooms)
            return []
        } catch let error as ConfigurationProblems {
            return error.problems.map { "\($0.key ?? "-"): \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "that can never be reached is an error, which names the rule before it",
        arguments: [
            ("\"*\"", "exam", "rooms[1]"), ("\"*\"", "school/exam", "rooms[1]"),
            ("exam-*", "exam-1", "rooms[1]"),
            ("EXAM", "exam", "rooms[1]"), ("Re\u{301}union", "Réunion", "rooms[1]"),
            ("exam-*", "exam-?", "rooms[1]"),
            ("my.school/*", "my_school/exam", "rooms[1]"), ("[a, b*]", "[c, bc]", "rooms[1]"),
        ])
    func unreachable(first: String, second: String, rule: String) {
        #expect(
            problems("  - {match: \(first)}\n  - {match: \(second)}") == [
                "rooms.match: is never reached: the rule \(rule) before it is for these rooms, and the first match "
                    + "holds: write this rule before that one, or remove it"
            ])
    }

    @Test(
        "behind one for fewer or other rooms is none, nor is a pattern twice in one rule",
        arguments: [
            ("exam-1", "exam-*"), ("exam", "\"*\""), ("exam", "school/exam"), ("\"*/*\"", "exam"),
            ("a", "[b, b]"),
            ("exam-?", "exam-*"),
        ])
    func reachable(first: String, second: String) {
        #expect(problems("  - {match: \(first)}\n  - {match: \(second)}") == [])
    }

    @Test("for names that no room has is an error that says what to write")
    func noRoom() {
        #expect(
            problems("  - {match: [\"A+B\", \"school/Q&A\", \"-x/y\", ok]}") == [
                "rooms.match: is for no room that people get to by its address: Jitsi takes + out of it: write AB",
                "rooms.match: is for no room: Jitsi's web server opens none with & in its name: leave it out",
                "rooms.match: is for no room: the tenant begins or ends with a hyphen",
            ])
    }

    @Test("that would never be open is an error")
    func neverOpen() {
        for closes in ["2026-11-23T08:00:00+01:00", "2026-11-23T06:00:00Z"] {
            #expect(
                problems("  - {match: a, opens: \"2026-11-23T08:00:00+01:00\", closes: \"\(closes)\"}") == [
                    "rooms.closes: is not after opens: the room would never be open"
                ])
        }
        // By its clock earlier, but later.
        #expect(
            problems("  - {match: a, opens: \"2026-11-23T08:00:00+01:00\", closes: \"2026-11-23T07:30:00Z\"}")
                == [])
    }

    private static let pupil = Account.alice(in: ["cn=pupils,dc=example", "cn=heads,dc=example"])

    @Test("has what it leaves out from access: who may enter, who moderates, what each may do")
    func inheritance() throws {
        let site = try ScriptedSite(
            .authenticated(Self.pupil, notice: nil),
            rooms: """
                access:
                  allow: ["cn=staff,dc=example"]
                  moderators: ["cn=heads,dc=example"]
                  features: {moderator: {recording: false}, guest: {create-polls: false}}
                rooms:
                  - {match: inherits, lifetime: 5m}
                  - {match: open, allow: [], features: {moderator: {livestreaming: false}}}
                  - {match: members, allow: [], moderators: []}
                """)
        func login(_ room: String) -> Response {
            site.post("username=alice&password=x", to: "/_login/to/\(room)?lang=en")
        }
        #expect(login("inherits").status == 403)
        #expect(login("other").status == 403)
        let open = login("open")
        #expect(try open.userClaims()["moderator"] as? String == "true")
        let features = try open.features()
        #expect(features?["recording"] == false && features?["livestreaming"] == false)
        #expect(features?["create-polls"] == true)
        #expect(try login("members").userClaims()["moderator"] as? String == "false")
    }

    @Test("lets guests in where it says so, not where somebody invites: that takes a moderator's account")
    func inviting() throws {
        let site = try ScriptedSite(
            .authenticated(Self.pupil, notice: nil),
            rooms: "invitations: {}\nrooms: [{match: talk, guests: true}, {match: silent}]")
        #expect(site.post("guest=Jane", to: "/_login/to/talk").status == 303)
        // Where nothing is said, who is invited may come: by the rule as without one.
        let rules = site.application.assembly.rooms
        #expect(rules.rule(tenant: nil, room: "silent").guests == .invited)
        #expect(rules.rule(tenant: nil, room: "other").guests == .invited)
        let address = "/_login/invite?room=talk&lang=en"
        #expect(!site.get(address).text.contains("name=\"guest\""))
        #expect(site.post("guest=Jane&lang=en", to: address).status == 400)
        #expect(site.log.last?.contains("outcome=guest-refused") == true)
    }
}
