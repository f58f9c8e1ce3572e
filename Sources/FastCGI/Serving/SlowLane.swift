/// Keeps slow requests from taking every worker: a few run, some wait in order, the rest are refused.
final class SlowLane: Sendable {
    private struct State {
        var running = 0
        var waiting: [(exchange: Exchange, until: ContinuousClock.Instant)] = []
        /// Whether a timer is set for the first of them.
        var isTimed = false
    }

    enum Entry {
        /// It may run now; `leave` when it has.
        case run
        /// It waits, and belongs to the lane; a timer has to be set where there is a moment.
        case wait(timer: ContinuousClock.Instant?)
        case full
    }

    private let state = Guarded(State())
    private let lanes: Int
    private let room: Int

    init(lanes: Int, room: Int) {
        self.lanes = lanes
        self.room = room
    }

    /// The number of requests that wait.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    func enter(_ exchange: Exchange, until: ContinuousClock.Instant) -> Entry {
        state.withLock { state in
            if state.running < lanes {
                state.running += 1
                return .run
            }
            guard state.waiting.count < room else { return .full }
            state.waiting.append((exchange, until))
            defer { state.isTimed = true }
            return .wait(timer: state.isTimed ? nil : until)
        }
    }

    /// One has run: the next one takes its place, and is the caller's to run.
    func leave() -> Exchange? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().exchange }
            state.running -= 1
            return nil
        }
    }

    /// The first one, where it has waited too long, and the moment when to ask again.
    func takeExpired(at now: ContinuousClock.Instant) -> (
        exchange: Exchange?, timer: ContinuousClock.Instant?
    ) {
        state.withLock { state in
            var expired: Exchange?
            if let first = state.waiting.first, first.until <= now {
                expired = state.waiting.removeFirst().exchange
            }
            state.isTimed = !state.waiting.isEmpty
            return (expired, state.waiting.first?.until)
        }
    }
}
