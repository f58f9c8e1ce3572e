internal import Locks

/// Connections that are there before somebody needs them: one thread sees that enough are open, and others help it to open
/// them.
///
/// It begins when somebody has asked the server, so that no server is connected to for nothing. A server that does not let
/// itself be connected to is left as if a login had met that, and left alone then: the breaker decides when it is tried.
extension WatchedServer {
    struct Keeping {
        /// Whether the thread is there.
        var isRunning = false
        /// The threads that open connections at this moment.
        var openers = 0
        /// Whether one could not be opened, in this round.
        var hasFailed = false
        /// Whether the server answers again, and nothing of before counts.
        var isBack = false
    }

    /// How many connections are opened at a time: a server that has just started has other things to do.
    private static let mostAtOnce = 8

    /// Keeps connections open from now on.
    ///
    /// - Parameter isBack: the server had been left, and answers again.
    func startKeeping(isBack: Bool) {
        let (isFirst, isNews) = state.withLock { state in
            let isFirst = !state.keeping.isRunning && !state.isStopped
            if isFirst { state.keeping.isRunning = true }
            if isBack { state.keeping.isBack = true }
            return (isFirst, isBack)
        }
        if isNews { state.change { _ in } }
        if isFirst, !startThread({ self.keep() }) { state.withLock { $0.keeping.isRunning = false } }
    }

    private func keep() {
        var pauses = KeepingPauses(look: tuning.look, backOff: tuning.backOff)
        while true {
            if !breaker.period.isLeft {
                let closed = pool.removeClosed()
                let isComplete = open()
                pauses.note(isTrouble: closed > 0 || !isComplete)
            }
            let news: Bool? = state.wait(until: Deadline(in: pauses.next)) { state in
                if state.isStopped { return true }
                guard state.keeping.isBack else { return nil }
                state.keeping.isBack = false
                return false
            }
            if news == true { return }
            if news == false { pauses = KeepingPauses(look: tuning.look, backOff: tuning.backOff) }
        }
    }

    /// Opens what is needed, on several threads at once, and waits until they are done.
    ///
    /// - Returns: whether all could be opened.
    private func open() -> Bool {
        let needed = pool.missing(toKeep: tuning.kept)
        state.withLock { state in
            state.keeping.hasFailed = false
            state.keeping.openers = 1
        }
        for _ in 1..<max(1, min(needed, Self.mostAtOnce)) {
            state.withLock { $0.keeping.openers += 1 }
            guard startThread({ self.openWhatIsNeeded() }) else {
                state.withLock { $0.keeping.openers -= 1 }
                break
            }
        }
        openWhatIsNeeded()
        return state.wait { $0.keeping.openers == 0 ? !$0.keeping.hasFailed : nil }
    }

    private func openWhatIsNeeded() {
        defer { state.change { $0.keeping.openers -= 1 } }
        while !state.withLock({ $0.isStopped || $0.keeping.hasFailed }) {
            let period = breaker.period
            guard !period.isLeft else { return }
            do throws(LDAPError) {
                switch try pool.openOne(toKeep: tuning.kept, until: Deadline(in: timeout)) {
                case .done: break
                case .enough: return
                case .unfit: state.withLock { $0.keeping.hasFailed = true }
                }
            } catch {
                state.withLock { $0.keeping.hasFailed = true }
                failed(error, within: timeout, in: period)
            }
        }
    }
}

/// How long until it is looked again. Where connections do not last, or cannot be opened for a reason that is not the
/// server's, longer and longer.
private struct KeepingPauses {
    let look: Duration
    let backOff: BackOff
    private var troubles = 0
    private var last: Deadline?

    init(look: Duration, backOff: BackOff) {
        self.look = look
        self.backOff = backOff
    }

    mutating func note(isTrouble: Bool) {
        if isTrouble {
            troubles += 1
            last = .now
        } else if let last, last.elapsed > backOff.calm {
            troubles = 0
        }
    }

    /// One trouble is nothing: a server was started anew.
    var next: Duration { troubles > 1 ? max(look, backOff.pause(before: troubles - 1)) : look }
}
