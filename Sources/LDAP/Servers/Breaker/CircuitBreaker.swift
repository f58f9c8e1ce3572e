internal import Locks

/// Remembers whether one server is in use, or was left because it did not answer.
///
/// It goes from the one to the other and back; each time between two changes is a period. What a login learns counts
/// only in the period in which it began to ask: a time-out that began before the server was taken back does not speak
/// against it, and an answer that was under way when it was left does not speak for it.
final class CircuitBreaker: Sendable {
    /// The time between two changes.
    struct Period: Sendable, Equatable {
        fileprivate let number: Int
        /// Whether the server is left in it.
        let isLeft: Bool
    }

    /// For the statistics.
    struct Figures: Sendable {
        let isLeft: Bool
        let timesLeft: Int
        let probes: Int
    }

    private struct State {
        var period = Period(number: 0, isLeft: false)
        /// When the period began.
        var since = Deadline.now
        /// How many pauses the server has cost lately; a server that is taken back and left again at once goes on with
        /// longer and longer ones.
        var pauses = 0
        var timesLeft = 0
        var probes = 0
        var isStopped = false

        mutating func change() {
            period = Period(number: period.number + 1, isLeft: !period.isLeft)
            since = .now
        }
    }

    private let backOff: BackOff
    private let state = Monitor(State())

    init(_ backOff: BackOff) {
        self.backOff = backOff
    }

    /// The present period.
    var period: Period { state.withLock { $0.period } }

    /// Notes that the server did not answer what was asked in `period`.
    ///
    /// - Returns: whether it is left by that.
    func leave(in period: Period) -> Bool {
        state.change { state in
            guard state.period == period, !period.isLeft else { return false }
            if state.timesLeft == 0 || state.since.elapsed > backOff.calm { state.pauses = 0 }
            state.timesLeft += 1
            state.change()
            return true
        }
    }

    /// Notes that the server answered what was asked in `period`.
    ///
    /// - Returns: where it is taken back by that, for how long it had been left.
    func takeBack(in period: Period) -> Duration? {
        state.change { state in
            guard state.period == period, period.isLeft else { return nil }
            defer { state.change() }
            return state.since.elapsed
        }
    }

    /// Waits for the time of the next try.
    ///
    /// - Returns: false, at once, where `period` is over or nobody wants to know any more.
    func pause(in period: Period) -> Bool {
        let pause = state.withLock { state in
            defer { state.pauses += 1 }
            return backOff.pause(before: state.pauses)
        }
        let isOver = state.wait(until: Deadline(in: pause)) { state -> Bool? in
            state.isStopped || state.period != period ? true : nil
        }
        guard isOver == nil else { return false }
        state.withLock { $0.probes += 1 }
        return true
    }

    /// Ends every pause.
    func stop() {
        state.change { $0.isStopped = true }
    }

    /// The figures of this moment.
    var figures: Figures {
        state.withLock { Figures(isLeft: $0.period.isLeft, timesLeft: $0.timesLeft, probes: $0.probes) }
    }
}
