import Login
import TestSupport
import Testing

@Suite("The rooms that a rule is for")
struct RoomPatternTests {
    @Test(
        "are those that its pattern matches from end to end",
        arguments: [
            ("exam", "exam", true), ("exam", "exams", false), ("exam", "myexam", false),
            ("exam-*", "exam-", true), ("exam-*", "exam-1", true), ("exam-*", "exam", false),
            ("*-exam", "a-exam", true), ("*-exam", "a-exam-b", false), ("a*b*c", "axxbyyc", true),
            ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("exam-?", "exam-1", true),
            ("exam-?", "exam-12", false), ("exam-?", "exam-", false), ("??", "öä", true),
            ("*", "", true), ("**", "x", true), ("?*", "", false), ("*?", "a/b", true),
            ("a.c", "abc", false), ("a[b]", "ab", false), ("ab*ab", "abab", true), ("ab*ab", "ab", false),
        ])
    func names(pattern: String, room: String, isMatched: Bool) {
        #expect(RoomPattern(tenant: nil, room: pattern).matches(tenant: nil, room: room) == isMatched)
    }

    @Test(
        "are without a tenant, or in one that the first part matches; a star alone is for all",
        arguments: [
            (nil, "exam*", nil, "exam1", true), (nil, "exam*", "school", "exam1", false),
            ("school", "exam*", "school", "exam1", true), ("school", "exam*", nil, "exam1", false),
            ("school", "exam*", "other", "exam1", false), ("*", "exam*", "other", "exam1", true),
            ("*", "*", nil, "exam1", false), (nil, "*", "school", "exam1", true), (nil, "*", nil, "x", true),
            (nil, "?*", "school", "x", false),
        ] as [(String?, String, String?, String, Bool)])
    func tenants(patternTenant: String?, pattern: String, tenant: String?, room: String, isMatched: Bool) {
        let pattern = RoomPattern(tenant: patternTenant, room: pattern)
        #expect(pattern.matches(tenant: tenant, room: room) == isMatched)
    }

    @Test("are found in time that does not explode with the stars")
    func stars() {
        let pattern = String(repeating: "*a", count: 120) + "b"
        let time = ProcessorTime.of {
            #expect(
                !RoomPattern(tenant: nil, room: pattern).matches(
                    tenant: nil, room: String(repeating: "a", count: 512)))
        }
        #expect(time < .seconds(5))
    }

    @Test("are under the first rule that is for them, and under access where none is")
    func first() {
        func rule(_ label: String) -> RoomRule {
            RoomRule(label: label, access: AccessRules(allowed: [], moderators: []), lifetime: 60)
        }
        let rules = RoomRules(
            [
                .init(
                    patterns: [
                        RoomPattern(tenant: nil, room: "a"), RoomPattern(tenant: nil, room: "b*"),
                    ], rule: rule("one")),
                .init(patterns: [RoomPattern(tenant: nil, room: "*b")], rule: rule("two")),
            ], otherwise: rule("access"))
        for (room, label) in [("a", "one"), ("bb", "one"), ("cb", "two"), ("c", "access")] {
            #expect(rules.rule(tenant: nil, room: room).label == label)
        }
        #expect(rules.rule(tenant: "t", room: "a").label == "access")
    }
}
