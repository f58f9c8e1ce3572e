import TestSupport
import Testing

@testable import LDAP

@Suite("A breaker")
struct CircuitBreakerTests {
    @Test("opens by a failure and closes by an answer, each once")
    func changes() {
        let breaker = CircuitBreaker(BackOff())
        let first = breaker.period
        #expect(!first.isLeft)
        #expect(breaker.leave(in: first))
        #expect(!breaker.leave(in: first))
        let second = breaker.period
        #expect(second.isLeft)
        #expect(!breaker.leave(in: second))
        #expect(breaker.takeBack(in: second) != nil)
        #expect(breaker.takeBack(in: second) == nil)
        #expect(!breaker.period.isLeft)
        #expect(breaker.figures.timesLeft == 1)
    }

    @Test("does not open by a time-out that began before the server was taken back")
    func lateFailure() {
        let breaker = CircuitBreaker(BackOff())
        let before = breaker.period
        #expect(breaker.leave(in: before))
        #expect(breaker.takeBack(in: breaker.period) != nil)
        #expect(!breaker.leave(in: before))
        #expect(!breaker.period.isLeft)
    }

    @Test("does not close by an answer that was under way when the server was left")
    func lateAnswer() {
        let breaker = CircuitBreaker(BackOff())
        let before = breaker.period
        #expect(breaker.leave(in: before))
        #expect(breaker.takeBack(in: before) == nil)
        #expect(breaker.period.isLeft)
    }

    @Test("pauses between tries from 1 s to 30 s, doubled, with up to a quarter by chance")
    func pauses() {
        let backOff = BackOff()
        for (number, seconds) in [(0, 1.0), (1, 2), (2, 4), (3, 8), (4, 16), (5, 30), (1000, 30)] {
            let pauses = (0..<50).map { _ in backOff.pause(before: number) / .seconds(1) }
            #expect(pauses.allSatisfy { (seconds...seconds * 1.25).contains($0) })
            #expect(Set(pauses).count > 1)
        }
    }

    @Test("ends a pause at once where the server is taken back, or nobody wants to know")
    func pauseEnds() {
        let backOff = BackOff(first: .seconds(60), longest: .seconds(60))
        for isStopped in [true, false] {
            let breaker = CircuitBreaker(backOff)
            #expect(breaker.leave(in: breaker.period))
            let period = breaker.period
            if isStopped { breaker.stop() } else { _ = breaker.takeBack(in: period) }
            let pause = timed { breaker.pause(in: period) }
            #expect(!pause.result && pause.time < .seconds(20))
            #expect(breaker.figures.probes == 0)
        }
    }

    @Test(
        "goes on with longer pauses where the server is left again soon, and begins anew after a calm time",
        arguments: [(Duration.seconds(60), false), (.zero, true)])
    func flapping(calm: Duration, beginsAnew: Bool) {
        /// How long the fourth pause is: 800 ms at least, or the first again.
        func fourth() -> Duration {
            let breaker = CircuitBreaker(
                BackOff(first: .milliseconds(100), longest: .milliseconds(800), calm: calm))
            for _ in 0..<3 {
                #expect(breaker.leave(in: breaker.period))
                #expect(breaker.pause(in: breaker.period))
                #expect(breaker.takeBack(in: breaker.period) != nil)
            }
            #expect(breaker.leave(in: breaker.period))
            let (isOver, time) = timed { breaker.pause(in: breaker.period) }
            #expect(isOver)
            return time
        }
        #expect(beginsAnew ? isDone(within: .milliseconds(700), fourth) : fourth() >= .milliseconds(800))
    }
}
