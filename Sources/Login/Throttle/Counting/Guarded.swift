internal import Glibc

/// State behind a lock.
///
/// Swift's own `Mutex` passes a contended lock on in the kernel, where ThreadSanitizer does not see it, and reports
/// races that are none; pthread_mutex(3) it knows. Unchecked: `state` is only touched under the lock.
@safe
final class Guarded<State: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var state: State

    init(_ state: State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        let code = unsafe pthread_mutex_init(mutex, nil)
        precondition(code == 0, "Linux's pthread_mutex_init cannot fail")
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Lends the state to `body`, which must not take the lock again.
    func withLock<Result>(_ body: (inout State) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body(&state)
    }
}
