import Testing

@testable import jitsi_ldap_login

@Suite("Memory after many answers were held back")
struct SpareMemoryTests {
    @Test("goes back once none is held any more, and once for each time")
    func released() {
        var memory = SpareMemory()
        let many = SpareMemory.worthwhile
        let answer1 = memory.isWorthwhile(many, now: 1)
        #expect(!answer1)
        let answer2 = memory.isWorthwhile(many, now: 0)
        #expect(answer2)
        let answer3 = memory.isWorthwhile(many, now: 0)
        #expect(!answer3)
        let answer4 = memory.isWorthwhile(2 * many, now: 0)
        #expect(answer4)
    }

    @Test("stays where it is for a few")
    func kept() {
        var memory = SpareMemory()
        let answer5 = memory.isWorthwhile(SpareMemory.worthwhile - 1, now: 0)
        #expect(!answer5)
    }
}
