import Testing

@testable import jitsi_ldap_login

@Suite("Memory after many answers were held back")
struct SpareMemoryTests {
    @Test("goes back once none is held any more, and once for each time")
    func released() {
        var memory = SpareMemory()
        let many = SpareMemory.worthwhile
        #expect(!memory.isWorthwhile(many, now: 1))
        #expect(memory.isWorthwhile(many, now: 0))
        #expect(!memory.isWorthwhile(many, now: 0))
        #expect(memory.isWorthwhile(2 * many, now: 0))
    }

    @Test("stays where it is for a few")
    func kept() {
        var memory = SpareMemory()
        #expect(!memory.isWorthwhile(SpareMemory.worthwhile - 1, now: 0))
    }
}
