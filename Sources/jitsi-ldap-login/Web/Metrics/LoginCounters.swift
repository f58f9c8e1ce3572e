internal import Locks
internal import Login

/// How the logins since the start ended.
final class LoginCounters: Sendable {
    private struct Counts {
        var outcomes: [String: Int] = [:]
        var accountProblems: [String: Int] = [:]
        var passwordNotices = 0
        var resumptions: [String: Int] = [:]
        var invitations: [String: Int] = [:]
        var refusedForms: [String: Int] = [:]
        var throttled: [String: Int] = [:]
    }
    private let counts = Guarded(Counts())

    func count(_ outcome: LoginOutcome) {
        counts.withLock { counts in
            counts.outcomes[outcome.label, default: 0] += 1
            switch outcome {
            case .accountProblem(let problem, _): counts.accountProblems[problem.label, default: 0] += 1
            case .admitted(_, _, .some): counts.passwordNotices += 1
            default: break
            }
        }
    }

    /// Counts a meeting that somebody with a session wanted to enter.
    func count(resumed outcome: LoginOutcome) {
        counts.withLock { $0.resumptions[outcome.label, default: 0] += 1 }
    }

    /// Counts an invitation that was wanted, or used.
    func count(invitation outcome: String) {
        counts.withLock { $0.invitations[outcome, default: 0] += 1 }
    }

    /// Counts a form that was not taken.
    func count(refusedForm reason: String) {
        counts.withLock { $0.refusedForms[reason, default: 0] += 1 }
    }

    /// Counts an attempt that never came to the directory.
    func countOverloaded() { count(outcome: "overloaded") }

    /// Counts an attempt that was none of the directory's.
    func count(outcome: String) { counts.withLock { $0.outcomes[outcome, default: 0] += 1 } }

    /// Counts somebody who has to wait.
    func count(throttled refusal: ThrottleRefusal) {
        counts.withLock { $0.throttled[refusal.reason.label, default: 0] += 1 }
    }

    /// By what there was too much of, in the order of their names.
    var throttled: [(reason: String, count: Int)] { Self.sorted(counts.withLock { $0.throttled }) }

    /// By outcome, in the order of their names.
    var byOutcome: [(outcome: String, count: Int)] { Self.sorted(counts.withLock { $0.outcomes }) }

    /// By what was wrong with the account, likewise.
    var byAccountProblem: [(problem: String, count: Int)] {
        Self.sorted(counts.withLock { $0.accountProblems })
    }

    /// Uses of sessions by outcome, likewise.
    var resumptions: [(outcome: String, count: Int)] { Self.sorted(counts.withLock { $0.resumptions }) }

    /// Invitations by outcome, likewise.
    var invitations: [(outcome: String, count: Int)] { Self.sorted(counts.withLock { $0.invitations }) }

    /// Forms that were not taken by reason, likewise.
    var refusedForms: [(reason: String, count: Int)] { Self.sorted(counts.withLock { $0.refusedForms }) }

    /// How many were told of their password on their way in.
    var passwordNotices: Int { counts.withLock { $0.passwordNotices } }

    private static func sorted(_ counts: [String: Int]) -> [(String, Int)] {
        counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
