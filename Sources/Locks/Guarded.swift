// Public for what is inlined: a lock costs no call of a generic function.
public import Glibc

/// State behind a lock.
///
/// Swift's own `Mutex` passes a contended lock on in the kernel, where ThreadSanitizer does not see it, and reports
/// races that are none; pthread_mutex(3) it knows.
@safe
public class Guarded<State>: @unchecked Sendable {
    // Unchecked: `state` is touched under the lock only, which is made for sharing and stays at one address.
    @usableFromInline final let mutex: UnsafeMutablePointer<pthread_mutex_t>
    @usableFromInline final var state: State

    /// A free lock around `state`, which is the lock's alone from now on.
    @inlinable
    public init(_ state: sending State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        let code = unsafe pthread_mutex_init(mutex, nil)
        precondition(code == 0, "Linux's pthread_mutex_init cannot fail")
    }

    @inlinable
    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Lends the state to `body`, which must not take the lock again, and throws what it throws.
    @inlinable
    public final func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&state)
    }
}
