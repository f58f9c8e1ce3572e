internal import CFastCGI
internal import Glibc
internal import Locks

/// What has to be done at a moment, without a thread that waits for it: one timerfd(2) in the epoll.
final class Timers: Sendable {
    enum Duty: Sendable {
        /// Look again at a connection whose request was not whole, or on which something came while it was given back.
        case look(Connection)
        /// Send an answer that was held back.
        case send(Exchange, Response)
        /// See whether a slow request has waited too long.
        case slowWait
        /// Close a connection whose too large request has not come to its end.
        case drainOver(token: UInt64)
        /// Accept again, after a pause.
        case accept
        /// Close what has been idle too long.
        case expire
    }

    private struct State {
        var queue = TimerQueue<Duty>()
        var held = 0
        var holds = true
    }

    let descriptor: Int32
    private let state = Guarded(State())
    private let heldLimit: Int

    init(heldLimit: Int) throws(ServerError) {
        self.heldLimit = heldLimit
        // The clock of ContinuousClock.
        descriptor = timerfd_create(CLOCK_BOOTTIME, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
        guard descriptor >= 0 else { throw .system(call: "timerfd_create", code: errno) }
    }

    deinit { close(descriptor) }

    /// The number of answers that are held back.
    var heldCount: Int { state.withLock { $0.held } }

    func schedule(_ duty: Duty, at due: ContinuousClock.Instant) {
        state.withLock { insert(duty, at: due, &$0) }
    }

    enum Holding {
        case held
        case full
        /// The server is stopping: nothing is held back any more.
        case stopping
    }

    /// Holds an answer back until `due`.
    func hold(_ response: Response, of exchange: Exchange, until due: ContinuousClock.Instant) -> Holding {
        state.withLock { state in
            guard state.holds else { return .stopping }
            guard state.held < heldLimit else { return .full }
            state.held += 1
            insert(.send(exchange, response), at: due, &state)
            return .held
        }
    }

    /// Takes the next duty that is due, and lets the timer fire again for the one after it: at once where that is due
    /// too, so that another worker takes it.
    func next() -> Duty? {
        state.withLock { state in
            let duty = state.queue.popDue(at: .now)
            if case .send = duty { state.held -= 1 }
            arm(state.queue.earliest)
            return duty
        }
    }

    /// All answers that are held back; from now on none is.
    func stopHolding() -> [(Exchange, Response)] {
        state.withLock { state in
            state.holds = false
            state.held = 0
            let answers = state.queue.removeAll { if case .send = $0 { true } else { false } }
            return answers.compactMap {
                if case .send(let exchange, let response) = $0 { (exchange, response) } else { nil }
            }
        }
    }

    private func insert(_ duty: Duty, at due: ContinuousClock.Instant, _ state: inout State) {
        let earliest = state.queue.earliest
        state.queue.insert(duty, due: due)
        if earliest.map({ due < $0 }) ?? true { arm(due) }
    }

    private func arm(_ due: ContinuousClock.Instant?) {
        var time = itimerspec()
        if let due {
            let (seconds, attoseconds) = max(due - .now, .nanoseconds(1)).components
            time.it_value.tv_sec = Int(seconds)
            // Rounded up: never before its time, and never 0, which would disarm.
            time.it_value.tv_nsec = min(Int(attoseconds / 1_000_000_000) + 1, 999_999_999)
        }
        _ = unsafe timerfd_settime(descriptor, 0, &time, nil)
    }
}
