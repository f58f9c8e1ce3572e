internal import Locks
internal import Login

/// What the session's cookie of a visit holds. It is unsealed when it is asked for, and once: the pace is decided by it, and
/// then the answer.
final class BroughtSession: Sendable {
    private let sealed: String
    /// nil until it was asked for; within, nil where it is none of this site.
    private let known = Guarded<Session??>(nil)

    init(sealed: String) { self.sealed = sealed }

    /// The session, over or not; nil where it is none of this site, or the key that sealed it is not here.
    ///
    /// - Parameter seals: the same each time.
    func opened(by seals: SessionSeals) -> Session? {
        known.withLock { known in
            if let known { return known }
            let session = seals.session(in: sealed)
            known = .some(session)
            return session
        }
    }
}
