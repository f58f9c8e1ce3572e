import Testing

@testable import jitsi_ldap_login

@Suite("The pulse for the watchdog")
struct PulseTests {
    @Test("beats while the rounds grow, through a short pause, and not through a long one")
    func beats() {
        var pulse = Pulse()
        let start = SuspendingClock.now
        let beats: [Bool] = [
            pulse.isBeating(1, now: start),
            pulse.isBeating(1, now: start + .seconds(14)),
            pulse.isBeating(1, now: start + .seconds(16)),
            pulse.isBeating(2, now: start + .seconds(17)),
        ]
        #expect(beats == [true, true, false, true])
    }
}
