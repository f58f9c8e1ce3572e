internal import LDAP
internal import Login
internal import Secrets

/// The directory as the login sees it, on LDAP.
///
/// Its folders are its chapters: the ways to sign in, the names that people type, what the answer to a password means,
/// the account in an entry, its groups.
struct LDAPDirectory: Directory {
    /// Who searches.
    enum Way: Sendable {
        /// The service; the person's password is only tried.
        case throughService
        /// The person; there is no service account.
        case asPerson(PersonalName)
    }

    let servers: DirectoryServers
    let way: Way
    /// nil where the way itself makes the entry's DN out of what was typed.
    let finder: AccountFinder?
    let reader: AccountReader

    func authenticate(
        _ credentials: Credentials, since arrival: ContinuousClock.Instant, readsGroups: Bool,
        gate: ((_ account: String) -> Bool)?, observe: ((DirectoryStep) -> Void)?
    ) -> DirectoryAnswer {
        // A name or a password of no bytes must not reach a filter or a bind; the login has seen to it already.
        guard !credentials.username.isEmpty, !credentials.password.isEmpty else {
            return DirectoryAnswer(.refused(.empty), server: nil)
        }
        do {
            return try servers.withServer(
                after: arrival.duration(to: .now), hearFailure: { observe?(.serverFailed($0)) }
            ) { session throws(LDAPError) in
                switch way {
                case .throughService:
                    try authenticateThroughService(
                        credentials, on: session, readsGroups: readsGroups, gate: gate, observe: observe)
                case .asPerson(let name):
                    try authenticateAsPerson(
                        credentials, by: name, on: session, readsGroups: readsGroups, gate: gate,
                        observe: observe)
                }
            }
        } catch {
            return DirectoryAnswer(.unreachable(cause: error.description), server: nil)
        }
    }

    func lookUp(
        _ known: Session, unchangedSince moment: Int, readsGroups: Bool,
        since arrival: ContinuousClock.Instant
    ) -> DirectoryAnswer {
        // Without a service account nobody could ask; the settings give out no session then.
        guard case .throughService = way, !known.username.isEmpty else {
            return DirectoryAnswer(.refused(.notFound), server: nil)
        }
        do {
            return try servers.withServer(after: arrival.duration(to: .now)) { session throws(LDAPError) in
                try lookUpThroughService(
                    known, unchangedSince: moment, readsGroups: readsGroups, on: session)
            }
        } catch {
            return DirectoryAnswer(.unreachable(cause: error.description), server: nil)
        }
    }

    /// What becomes of somebody whose password is right: what the entry says of the account's state comes first.
    func admission(
        _ account: Result<Account, UnusableAccount>, of entry: Entry, notice: PasswordNotice?
    ) -> DirectoryAnswer.Verdict {
        if let (problem, detail) = AccountState.problem(of: entry, notice: notice) {
            return .accountProblem(problem, detail: detail)
        }
        return switch account {
        case .success(let account): .authenticated(account, notice: notice)
        case .failure(let unusable): .unusable(problem: unusable.problem)
        }
    }
}
