import Login
import Testing

@Suite("Roles in a room")
struct FirstToArriveTests {
    @Test("are for Jitsi to give where the first to arrive moderates, to those who may enter")
    func arrival() {
        let staff = Group(normalizedName: "staff")
        let rules = AccessRules(allowed: [staff], moderators: .firstToArrive)
        #expect(rules.role(in: [staff]) == .firstToArrive)
        #expect(rules.role(in: []) == nil)
        #expect(rules.grounds(in: [staff]).moderation.isEmpty)
    }

    @Test("and ids are a guest's own, each time another, and a member's role")
    func guests() {
        let guests = (0..<100).map { _ in Participant.guest(named: "Jane") }
        #expect(Set(guests.map(\.id)).count == 100)
        #expect(guests.allSatisfy { $0.id.hasPrefix("guest-") && $0.role == .member })
    }
}
