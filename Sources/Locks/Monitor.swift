// Public for what is inlined: a lock costs no call of a generic function.
public import Glibc

/// State behind a lock, with threads that wait for it to change.
///
/// Swift's own `Mutex` has no condition to wait on, and Dispatch on Linux no wait with a limit that goes by a clock
/// which nobody sets; hence pthread_cond_timedwait(3).
@safe
public final class Monitor<State>: Guarded<State>, @unchecked Sendable {
    // Unchecked, as Guarded is; the condition is made for sharing and stays at one address.
    @usableFromInline let changed: UnsafeMutablePointer<pthread_cond_t>

    /// A free lock around `state`, which is the lock's alone from now on, and nobody who waits.
    @inlinable
    public override init(_ state: sending State) {
        unsafe changed = .allocate(capacity: 1)
        unsafe changed.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(changed, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
        super.init(state)
    }

    @inlinable
    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe changed.deallocate()
    }

    /// Runs `body` under the lock, then wakes everybody who waits, to look again.
    @inlinable
    public func change<Result>(_ body: (inout State) -> Result) -> Result {
        withLock { state in
            defer { unsafe pthread_cond_broadcast(changed) }
            return body(&state)
        }
    }

    /// Runs `body` under the lock, then wakes one of those who wait: enough where any of them can use the change.
    @inlinable
    public func changeForOne<Result>(_ body: (inout State) -> Result) -> Result {
        withLock { state in
            defer { unsafe pthread_cond_signal(changed) }
            return body(&state)
        }
    }

    /// Wakes everybody who waits, to look again: after a change by `withLock` that not always concerns them.
    @inlinable
    public func wakeAll() { unsafe pthread_cond_broadcast(changed) }

    // In both waits each look is an access to `state` of its own: one that lasted through the wait would claim that nobody
    // else writes meanwhile, and the optimiser would believe it.

    /// Asks `body` under the lock, again after every change, until it returns a value.
    @inlinable
    public func wait<Result>(for body: (inout State) -> Result?) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            unsafe pthread_cond_wait(changed, mutex)
        }
    }

    /// Asks `body` under the lock, again after every change, until it returns a value.
    ///
    /// - Parameter limit: the longest wait, by the clock that nobody sets (`CLOCK_MONOTONIC`); none where it is not above
    ///   zero.
    /// - Returns: nil where there was none within the limit.
    @inlinable
    public func wait<Result>(within limit: Duration, for body: (inout State) -> Result?) -> Result? {
        var moment = Self.moment(in: limit)
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            if unsafe pthread_cond_timedwait(changed, mutex, &moment) == ETIMEDOUT { return body(&state) }
        }
    }

    @usableFromInline
    static func moment(in limit: Duration) -> timespec {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = limit.components
        // A hundred years are as good as for ever, and cannot overflow.
        let nanoseconds = now.tv_nsec + max(0, Int(attoseconds / 1_000_000_000))
        return timespec(
            tv_sec: now.tv_sec + Int(min(max(seconds, 0), 3_000_000_000)) + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000)
    }
}
