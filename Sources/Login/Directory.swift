/// Where accounts are kept and passwords are proved.
public protocol Directory: Sendable {
    /// Finds the account and proves the password.
    ///
    /// Blocks, for a time that is bounded from `arrival` on. An empty password is refused without asking: a simple bind with one succeeds as an
    /// anonymous bind (RFC 4513, 5.1.2).
    ///
    /// - Parameters:
    ///   - credentials: as typed.
    ///   - arrival: since when somebody waits for the answer.
    ///   - gate: is asked before a password is tried, with the `Account.key` of the entry found, or where the person binds
    ///     without a search, with what was typed in the form that its spellings have in common. Where it says no, nothing is
    ///     tried and the answer is `Refusal.throttled`. It may be asked about the same account again, where another server
    ///     takes over. nil: every password is tried.
    ///   - readsGroups: whether the account's groups are wanted. Where they are not, it comes without any: finding them may
    ///     be a question of its own.
    ///   - observe: hears each step when it is done, for `try-login`; nil where nobody listens.
    func authenticate(
        _ credentials: Credentials, since arrival: ContinuousClock.Instant, readsGroups: Bool,
        gate: ((_ account: String) -> Bool)?, observe: ((DirectoryStep) -> Void)?
    ) -> DirectoryAnswer

    /// Finds the account again for which a password was proved before: as if that person signed in now, but for the
    /// password. `DirectoryAnswer.Verdict.authenticated` then says that the account is there and in order, and
    /// `Refusal.passwordChanged` that the password of today is not the one that was proved.
    ///
    /// Blocks, as `authenticate` does.
    ///
    /// - Parameters:
    ///   - session: the name as typed when the password was proved, and the account by which the directory can be asked for
    ///     groups and picture before it has found that account again. What it answers counts only where it is still that one.
    ///   - moment: when it was proved, in seconds since 1970. Where the directory tells when passwords were changed, none may
    ///     have been since.
    ///   - readsGroups: as for `authenticate`.
    ///   - arrival: since when somebody waits for the answer.
    func lookUp(
        _ session: Session, unchangedSince moment: Int, readsGroups: Bool,
        since arrival: ContinuousClock.Instant
    ) -> DirectoryAnswer
}
