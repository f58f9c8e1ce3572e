import Login
import TestSupport
import Testing

@Suite("A pattern that is for all rooms of another")
struct RoomPatternCoverTests {
    private static func pattern(_ written: String) -> RoomPattern {
        let parts = written.split(separator: "/", maxSplits: 1).map { String($0) }
        return parts.count == 2
            ? RoomPattern(tenant: parts[0], room: parts[1]) : RoomPattern(tenant: nil, room: written)
    }

    @Test(
        "is seen where the rooms of the other are some of its own, or all",
        arguments: [
            ("exam", "exam", true), ("exam-*", "exam-1", true), ("exam-*", "exam-?", true),
            ("exam-*", "exam-*", true), ("exam-*", "exam-1*", true), ("exam-1", "exam-*", false),
            ("exam-?", "exam-1", true), ("exam-?", "exam-*", false), ("exam-1", "exam-?", false),
            ("exam-?", "exam-?", true), ("*", "a", true), ("*", "a/b", true), ("*", "*", true),
            ("**", "*", true), ("?*", "*", false), ("*/*", "a/b", true), ("*/*", "a", false),
            ("*/*", "*", false), ("a/*", "a/b", true), ("a/*", "b/b", false), ("a/b", "*/b", false),
            ("?/b", "a/b", true), ("a*c", "ab*bc", true), ("a*c", "a*", false), ("*a*", "xay", true),
            ("a", "t/a", false), ("t/a", "a", false),
        ])
    func rows(one: String, other: String, isCovered: Bool) {
        #expect(Self.pattern(one).covers(Self.pattern(other)) == isCovered)
    }

    @Test("matches whatever the other matches")
    func property() {
        var numbers = SeededNumbers(seed: 4)
        func text(_ alphabet: [Character], upTo length: Int) -> String {
            String(
                (0..<Int.random(in: 1...length, using: &numbers)).map { _ in
                    alphabet.randomElement(using: &numbers) ?? "a"
                })
        }
        var covered = 0
        for _ in 0..<20_000 {
            let (one, other) = (text(["a", "b", "*", "?"], upTo: 5), text(["a", "b", "*", "?"], upTo: 5))
            guard Self.pattern(one).covers(Self.pattern(other)) else { continue }
            covered += 1
            for _ in 0..<10 {
                let name = text(["a", "b"], upTo: 6)
                if Self.pattern(other).matches(tenant: nil, room: name) {
                    #expect(
                        Self.pattern(one).matches(tenant: nil, room: name), "\(one) \(other) \(name)")
                }
            }
        }
        #expect(covered > 1000)
    }
}
