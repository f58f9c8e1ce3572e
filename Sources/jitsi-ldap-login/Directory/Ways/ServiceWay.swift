internal import LDAP
internal import Login

extension ServerSession: DirectorySearcher {}

/// With a service account: search as the service, bind as the person found, read the groups as the service.
extension LDAPDirectory {
    func authenticateThroughService(
        _ credentials: Credentials, on session: borrowing ServerSession,
        readsGroups: Bool, gate: ((_ account: String) -> Bool)?, observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> DirectoryAnswer {
        let server = session.server.description
        if let observe {
            // The search would connect by itself; a step of its own has a time of its own.
            try session.connect()
            observe(.connected(server: server))
        }
        let entry: Entry
        switch try finder?.find(credentials.username, on: session, observe: observe) {
        case .entry(let found): entry = found
        case .several: return DirectoryAnswer(.refused(.severalFound), server: server)
        case .nobody, nil: return DirectoryAnswer(.refused(.notFound), server: server)
        }
        observe?(.found(dn: entry.dn))
        if let gate, !gate(entry.key) {
            return DirectoryAnswer(.refused(.throttled), dn: entry.dn, key: entry.key, server: server)
        }

        // While the server looks at the password it can look for the rest, too. It is used where the password is right.
        session.anticipate(
            reader.searches(for: entry, username: credentials.username, readsGroups: readsGroups))
        let bind = try session.verify(dn: entry.dn, password: credentials.password)
        let judgement = PasswordJudgement(bind)
        observe?(judgement.step)
        let verdict: DirectoryAnswer.Verdict
        switch judgement {
        case .right(let notice):
            let account = try reader.account(
                of: entry, username: credentials.username, on: session, readsGroups: readsGroups,
                observe: observe)
            verdict = admission(account, of: entry, notice: notice)
        case .accountProblem(let problem, let detail): verdict = .accountProblem(problem, detail: detail)
        case .refused(let refusal): verdict = .refused(refusal)
        }
        return DirectoryAnswer(verdict, dn: entry.dn, key: entry.key, server: server)
    }

    /// The same way without the password, for somebody whose session says that it was proved before. Who is not found by
    /// the name any more, or not below the base or by the filter, could not sign in either.
    func lookUpThroughService(
        _ known: Session, unchangedSince moment: Int, readsGroups: Bool, on session: borrowing ServerSession
    ) throws(LDAPError) -> DirectoryAnswer {
        let server = session.server.description
        let finder = finder?.asking(also: AccountState.attributesWithoutBind(of: reader.kind))
        session.anticipate(reader.searches(for: known, readsGroups: readsGroups))
        switch try finder?.find(known.username, on: session, observe: nil) {
        case .several: return DirectoryAnswer(.refused(.severalFound), server: server)
        case .nobody, nil: return DirectoryAnswer(.refused(.notFound), server: server)
        case .entry(let entry):
            if let (problem, detail) = AccountState.problemWithoutBind(of: entry) {
                return DirectoryAnswer(
                    .accountProblem(problem, detail: detail), dn: entry.dn, key: entry.key, server: server)
            }
            if let change = AccountState.passwordChange(of: entry, after: moment) {
                return DirectoryAnswer(
                    .refused(.passwordChanged(detail: change)), dn: entry.dn, key: entry.key, server: server)
            }
            let account = try reader.account(
                of: entry, username: known.username, on: session, readsGroups: readsGroups, observe: nil)
            return DirectoryAnswer(
                admission(account, of: entry, notice: nil), dn: entry.dn, key: entry.key, server: server)
        }
    }
}
