internal import Glibc

/// A state behind a lock, with threads that wait for it to change.
///
/// `Synchronization.Mutex` has no condition to wait on, and passes a contended lock on in the kernel, where
/// ThreadSanitizer does not see it and reports races that are none; hence the two pthread objects.
@safe
final class Monitor<State>: @unchecked Sendable {
    // `state` is touched under `lock` only; lock and condition are made for sharing and stay at one address.
    private var state: State
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    init(_ initial: sending State) {
        state = initial
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

    /// Runs `body` under the lock, and throws what it throws.
    func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return try body(&state)
    }

    /// Runs `body` under the lock, then wakes everybody who waits, to look again.
    func change<Result>(_ body: (inout State) -> Result) -> Result {
        withLock { state in
            defer { unsafe pthread_cond_broadcast(changed) }
            return body(&state)
        }
    }

    /// Runs `body` under the lock, then wakes one of those who wait: enough where any of them can use the change.
    func changeForOne<Result>(_ body: (inout State) -> Result) -> Result {
        withLock { state in
            defer { unsafe pthread_cond_signal(changed) }
            return body(&state)
        }
    }

    /// Asks `body` under the lock, again after every change, until it returns a value; nil at the deadline.
    func wait<Result>(until deadline: Deadline, for body: (inout State) -> Result?) -> Result? {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        var moment = deadline.absolute
        while true {
            // Each look is an access of its own: one that lasted through the wait would claim that nobody else writes
            // meanwhile, and the optimiser would believe it.
            if let result = body(&state) { return result }
            if unsafe pthread_cond_timedwait(changed, lock, &moment) == ETIMEDOUT { return body(&state) }
        }
    }
}
