internal import Locks

/// One server with its connections, its breaker, and the threads that look after it: one for names and old
/// connections, while it is left another that tries it again, and once somebody has asked it those that keep connections
/// open. So none waits for what another server does.
final class WatchedServer: Sendable {
    let pool: ServerPool
    let breaker: CircuitBreaker
    let timeout: Duration
    let tuning: Tuning
    private let report: @Sendable (DirectoryEvent) -> Void
    let state = Monitor(State())

    struct State {
        var isStopped = false
        var isProbing = false
        var keeping = Keeping()
        /// Why it was left, or why the last try failed.
        var lastFailure: LDAPError?
    }

    init(
        pool: ServerPool, timeout: Duration, tuning: Tuning,
        report: @escaping @Sendable (DirectoryEvent) -> Void
    ) {
        self.pool = pool
        self.timeout = timeout
        self.tuning = tuning
        self.report = report
        breaker = CircuitBreaker(tuning.backOff)
    }

    /// The server's figures.
    var statistics: ServerStatistics { pool.statistics(breaker.figures) }

    /// Starts looking after it.
    ///
    /// - Returns: false where the system gave no thread.
    func start() -> Bool {
        startThread { self.keepUp() }
    }

    /// Ends the threads, and closes the connections as soon as nobody uses them.
    func stop() {
        state.change { $0.isStopped = true }
        breaker.stop()
        pool.close()
    }

    // MARK: what logins learn

    /// A login had an answer from it.
    func answered(in period: CircuitBreaker.Period) {
        if tuning.kept > 0 { startKeeping(isBack: period.isLeft) }
        guard period.isLeft, let time = breaker.takeBack(in: period) else { return }
        report(.serverTakenBack(pool.server.address, after: time))
    }

    /// A login had none within `share`, the time that it could give this server.
    func failed(_ error: LDAPError, within share: Duration, in period: CircuitBreaker.Period) {
        guard error.leavesServer else { return }
        // Less than half of the time-out, and the login's own hurry may be the reason.
        if error.reason == .timedOut, share < timeout * 0.45 { return }
        guard breaker.leave(in: period) else { return }
        state.withLock { $0.lastFailure = error }
        report(.serverLeft(error))
        pool.empty()
        startProbing()
    }

    // MARK: threads

    /// Names are looked up, old connections closed.
    private func keepUp() {
        while true {
            let (isKnown, news) = pool.addresses.refresh()
            if let news { report(.lookUpFailed(pool.server.address, words: news)) }
            pool.closeAged()
            // Where the system had no thread for it at the time.
            if breaker.period.isLeft { startProbing() }
            let pause = Deadline(in: isKnown ? tuning.upkeep : tuning.lookUpRetry)
            if state.wait(until: pause, for: { $0.isStopped ? true : nil }) != nil { return }
        }
    }

    private func startProbing() {
        let isFirst = state.withLock { state in
            defer { state.isProbing = true }
            return !state.isProbing
        }
        if isFirst, !startThread({ self.probe() }) { state.withLock { $0.isProbing = false } }
    }

    /// Tries the server again and again, until it is taken back.
    private func probe() {
        while let period = leftPeriod() {
            guard breaker.pause(in: period) else { continue }
            do throws(LDAPError) {
                try pool.probe(until: Deadline(in: timeout))
                answered(in: period)
            } catch {
                noteStillLeft(error)
            }
        }
    }

    /// nil where there is nothing to try any more; the thread is to end then.
    private func leftPeriod() -> CircuitBreaker.Period? {
        state.withLock { state in
            // Under the lock: who leaves the server from now on finds that no thread tries it.
            let period = breaker.period
            if period.isLeft, !state.isStopped { return period }
            state.isProbing = false
            return nil
        }
    }

    /// The log hears of another reason, such as a certificate that is wrong now that the server is up again.
    private func noteStillLeft(_ error: LDAPError) {
        let isNews = state.withLock { state in
            guard error.step != .freeConnection, !state.isStopped else { return false }
            defer { state.lastFailure = error }
            return state.lastFailure?.step != error.step || state.lastFailure?.reason != error.reason
        }
        if isNews { report(.serverStillLeft(error)) }
    }
}
