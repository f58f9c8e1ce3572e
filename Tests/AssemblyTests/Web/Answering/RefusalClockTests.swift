import Testing

@testable import jitsi_ldap_login

@Suite("The answer to a refused login")
struct RefusalClockTests {
    @Test(
        "goes out at the first whole step after its arrival that is not over, however long the directory took",
        arguments: [(0, 1), (3, 1), (900, 1), (1000, 1), (1001, 2), (1999, 2), (4200, 5)])
    func steps(tookMilliseconds: Int, expectedStep: Int) {
        let arrival = ContinuousClock.now
        let moment = RefusalClock.moment(arrival: arrival, now: arrival + .milliseconds(tookMilliseconds))
        let wait = arrival.duration(to: moment)
        #expect(wait >= RefusalClock.step * expectedStep)
        #expect(wait <= RefusalClock.step * expectedStep + RefusalClock.jitter)
    }
}
