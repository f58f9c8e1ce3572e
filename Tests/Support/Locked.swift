import Foundation

/// A state behind a lock.
///
/// Swift's own `Mutex` passes a contended lock on in the kernel, where ThreadSanitizer does not see it, and reports
/// races that are none.
public final class Locked<State>: @unchecked Sendable {
    // Every access to `state` is under `lock`.
    private let lock = NSLock()
    private var state: State

    public init(_ state: sending State) { self.state = state }

    /// Lends the state to `body`, which must not take the lock again.
    public func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&state)
    }
}

extension Locked where State == Int {
    /// Counts one more.
    ///
    /// - Returns: the number of this one; the first is 1.
    @discardableResult
    public func next() -> Int {
        withLock {
            $0 += 1
            return $0
        }
    }
}
