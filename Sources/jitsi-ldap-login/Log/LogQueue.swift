internal import Glibc

/// The lines on their way to the log's descriptor, in bounded memory, and who waits for them.
///
/// Two pthread objects, as neither `Synchronization.Mutex` has a condition, nor Dispatch on Linux a wait with a limit that goes
/// by a clock which nobody sets.
@safe
final class LogQueue: @unchecked Sendable {
    // `state` is touched under `lock` only; lock and condition are made for sharing and stay at one address.
    private struct State {
        var lines: [[UInt8]] = []
        /// Bytes that are not written yet, in `lines` and in the writer's hands.
        var bytes = 0
        /// How many lines have been appended and written.
        var (appended, written) = (0, 0)
        /// How many were lost and not spoken of yet.
        var lost = 0
        /// Whether somebody has waited in vain, and not all is written since.
        var isBehind = false
    }

    private var state = State()
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let longest: Int

    /// - Parameter longest: how much it holds, in bytes. A line beyond that is lost, and counted.
    init(longest: Int) {
        self.longest = longest
        unsafe lock = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(changed, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(lock)
        unsafe changed.deallocate()
        unsafe lock.deallocate()
    }

    /// Appends a line, and waits until it is written; no longer than `patience`, and not at all while the log is behind.
    func append(_ line: [UInt8], patience: Duration) {
        lockState()
        defer { unlockState() }
        guard state.bytes + line.count <= longest else {
            state.lost += 1
            return
        }
        state.lines.append(line)
        state.bytes += line.count
        state.appended += 1
        unsafe pthread_cond_broadcast(changed)
        if !state.isBehind, !waitUntilWritten(state.appended, patience) { state.isBehind = true }
    }

    /// Waits until all is written, at most for `limit`.
    func drain(within limit: Duration) {
        lockState()
        defer { unlockState() }
        _ = waitUntilWritten(state.appended, limit)
    }

    /// The next lines, in order; waits for one.
    func take() -> [[UInt8]] {
        lockState()
        defer { unlockState() }
        while state.lines.isEmpty { unsafe pthread_cond_wait(changed, lock) }
        let lines = state.lines
        state.lines = []
        return lines
    }

    /// One of those taken is written, or could not be.
    ///
    /// - Returns: how many lines are lost, where the log takes lines again and has caught up: the caller's to say, or to
    ///   give back to `lose`.
    func finish(_ line: [UInt8], isWritten: Bool) -> Int {
        lockState()
        defer { unlockState() }
        state.bytes -= line.count
        state.written += 1
        if !isWritten { state.lost += 1 }
        unsafe pthread_cond_broadcast(changed)
        guard isWritten, state.written == state.appended else { return 0 }
        state.isBehind = false
        let lost = state.lost
        state.lost = 0
        return lost
    }

    /// Counts lines as lost.
    func lose(_ lines: Int) {
        lockState()
        defer { unlockState() }
        state.lost += lines
    }

    /// Whether it was written in time. The caller has the lock.
    private func waitUntilWritten(_ number: Int, _ limit: Duration) -> Bool {
        var moment = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &moment)
        let nanoseconds = moment.tv_nsec + Int(limit / .nanoseconds(1))
        moment.tv_sec += nanoseconds / 1_000_000_000
        moment.tv_nsec = nanoseconds % 1_000_000_000
        while state.written < number {
            guard unsafe pthread_cond_timedwait(changed, lock, &moment) != ETIMEDOUT else {
                return state.written >= number
            }
        }
        return true
    }

    // Each access to `state` is one of its own: one that lasted through a wait would claim that nobody else writes meanwhile.
    private func lockState() { unsafe pthread_mutex_lock(lock) }
    private func unlockState() { unsafe pthread_mutex_unlock(lock) }
}
