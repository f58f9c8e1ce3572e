import Foundation
import Login
import Settings
import TestSupport
import Testing

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
}
