import Foundation
import Locks
import TestSupport
import Testing

@Suite("A lock")
struct LockTests {
    /// Nothing to a lock but that it can be told apart.
    private struct Refusal: Error, Equatable { let number: Int }

    @Test("lets one at a time change the state")
    func exclusion() throws {
        let guarded = Guarded(0)
        let monitor = Monitor(0)
        let threads = (0..<8).map { _ in
            TestThread {
                for _ in 0..<10_000 {
                    guarded.withLock { $0 += 1 }
                    monitor.withLock { $0 += 1 }
                }
            }
        }
        for thread in threads { thread.start() }
        try #require(eventually(within: 60) { threads.allSatisfy(\.isFinished) })
        #expect(guarded.withLock { $0 } == 80_000)
        #expect(monitor.withLock { $0 } == 80_000)
    }

    @Test("is free again, with what was changed, where the body throws")
    func throwing() {
        let guarded = Guarded(1)
        let monitor = Monitor(1)
        #expect(throws: Refusal(number: 1)) {
            try guarded.withLock { number throws(Refusal) in
                defer { number += 1 }
                throw Refusal(number: number)
            }
        }
        #expect(throws: Refusal(number: 1)) {
            try monitor.withLock { number throws(Refusal) in
                defer { number += 1 }
                throw Refusal(number: number)
            }
        }
        #expect(guarded.withLock { $0 } == 2)
        #expect(monitor.withLock { $0 } == 2)
    }

    @Test("wakes everybody who waits for a change that was made without waking them")
    func wakingLater() throws {
        let monitor = Monitor((waiting: 0, value: 0, seen: 0))
        let threads = (0..<8).map { _ in
            Thread {
                monitor.withLock { $0.waiting += 1 }
                let value = monitor.wait { $0.value > 0 ? $0.value : nil }
                monitor.withLock { $0.seen += value }
            }
        }
        for thread in threads { thread.start() }
        try #require(eventually(within: 60) { monitor.withLock { $0.waiting == 8 } })
        // Most of them wait by now; all look again until then.
        usleep(50_000)
        monitor.withLock { $0.value = 3 }
        monitor.wakeAll()
        #expect(eventually(within: 60) { monitor.withLock { $0.seen == 24 } })
    }

    @Test("wakes everybody who waits when the state has changed")
    func waking() throws {
        let monitor = Monitor((value: 0, seen: 0))
        let threads = (0..<8).map { _ in
            TestThread {
                let value = monitor.wait { $0.value > 0 ? $0.value : nil }
                monitor.change { $0.seen += value }
            }
        }
        for thread in threads { thread.start() }
        monitor.change { $0.value = 3 }
        #expect(monitor.wait(within: .seconds(60)) { $0.seen == 24 ? true : nil } == true)
    }

    @Test("wakes one after the other where one each can use the change")
    func wakingOne() throws {
        let monitor = Monitor((free: 0, taken: 0))
        let threads = (0..<8).map { _ in
            TestThread {
                monitor.wait { state -> Void? in
                    guard state.free > 0 else { return nil }
                    state.free -= 1
                    state.taken += 1
                    return ()
                }
            }
        }
        for thread in threads { thread.start() }
        for _ in threads { monitor.changeForOne { $0.free += 1 } }
        #expect(eventually(within: 60) { monitor.withLock { $0.free == 0 && $0.taken == 8 } })
    }

    @Test(
        "gives up a wait at its limit, and not before",
        arguments: [Duration.milliseconds(30), .zero, .seconds(-5), .nanoseconds(1_999_999)])
    func limit(limit: Duration) {
        let monitor = Monitor(0)
        let start = ContinuousClock.now
        let found = monitor.wait(within: limit) { $0 > 0 ? true : nil }
        #expect(found == nil)
        #expect(start.duration(to: .now) >= limit)
    }

    @Test("takes a limit of more than a hundred years as one without end")
    func longest() {
        let monitor = Monitor(0)
        TestThread { monitor.change { $0 = 1 } }.start()
        #expect(monitor.wait(within: .seconds(Int64.max)) { $0 > 0 ? true : nil } == true)
    }
}
