internal import Locks

/// Keeps slow requests from taking every worker: a few run, some wait in order, the rest are refused.
///
/// Requests that can wait have fewer places, a queue of their own, and their turn only where nobody else waits.
final class SlowLane: Sendable {
    /// How much of a kind may run, and wait.
    struct Room {
        let running: Int
        let waiting: Int
    }

    private struct Queue {
        var waiting: [(exchange: Exchange, until: ContinuousClock.Instant)] = []

        mutating func takeFirst() -> Exchange? { waiting.isEmpty ? nil : waiting.removeFirst().exchange }
    }

    private struct State {
        var running = 0
        /// Of these, the ones that could have waited.
        var runningPatiently = 0
        var slow = Queue()
        var patient = Queue()
        /// Whether a timer is set for the first of each queue.
        var isTimed = false

        /// The moment at which the first of them has waited long enough.
        var earliest: ContinuousClock.Instant? {
            [slow.waiting.first?.until, patient.waiting.first?.until].compactMap(\.self).min()
        }
    }

    enum Entry {
        /// It may run now; `leave` when it has.
        case run
        /// It waits, and belongs to the lane; a timer has to be set where there is a moment.
        case wait(timer: ContinuousClock.Instant?)
        case full
    }

    private let state = Guarded(State())
    private let all: Room
    private let patient: Room

    /// - Parameters:
    ///   - all: how many run at once, of both kinds together; how many wait that are merely slow.
    ///   - patient: the same for those that can wait; what runs counts as part of `all`.
    init(all: Room, patient: Room) {
        self.all = all
        self.patient = patient
    }

    /// The number of requests that wait.
    var waitingCount: Int { state.withLock { $0.slow.waiting.count + $0.patient.waiting.count } }

    /// - Parameter canWait: whether it is one of those that wait for the others.
    func enter(_ exchange: Exchange, canWait: Bool, until: ContinuousClock.Instant) -> Entry {
        state.withLock { state in
            if state.running < all.running, !canWait || state.runningPatiently < patient.running {
                state.running += 1
                if canWait { state.runningPatiently += 1 }
                return .run
            }
            if canWait {
                guard state.patient.waiting.count < patient.waiting else { return .full }
                state.patient.waiting.append((exchange, until))
            } else {
                guard state.slow.waiting.count < all.waiting else { return .full }
                state.slow.waiting.append((exchange, until))
            }
            defer { state.isTimed = true }
            return .wait(timer: state.isTimed ? nil : until)
        }
    }

    /// One has run: the next one takes its place, and is the caller's to run.
    ///
    /// - Parameter canWait: whether the one that has run is one of those that can wait.
    /// - Returns: the next one, and whether it can wait.
    func leave(canWait: Bool) -> (exchange: Exchange, canWait: Bool)? {
        state.withLock { state in
            if canWait { state.runningPatiently -= 1 }
            if let next = state.slow.takeFirst() { return (next, false) }
            if state.runningPatiently < patient.running, let next = state.patient.takeFirst() {
                state.runningPatiently += 1
                return (next, true)
            }
            state.running -= 1
            return nil
        }
    }

    /// The first one that has waited too long, and the moment when to ask again.
    func takeExpired(at now: ContinuousClock.Instant) -> (
        exchange: Exchange?, timer: ContinuousClock.Instant?
    ) {
        state.withLock { state in
            var expired: Exchange?
            if let first = state.slow.waiting.first, first.until <= now {
                expired = state.slow.takeFirst()
            } else if let first = state.patient.waiting.first, first.until <= now {
                expired = state.patient.takeFirst()
            }
            state.isTimed = state.earliest != nil
            return (expired, state.earliest)
        }
    }
}
