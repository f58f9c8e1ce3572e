internal import Login
internal import Synchronization

/// How the logins since the start ended.
final class LoginCounters: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func count(_ outcome: LoginOutcome) {
        counts.withLock { $0[outcome.label, default: 0] += 1 }
    }

    /// Counts an attempt that never came to the directory.
    func countOverloaded() {
        counts.withLock { $0["overloaded", default: 0] += 1 }
    }

    /// By outcome, in the order of their names.
    var byOutcome: [(outcome: String, count: Int)] {
        counts.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
