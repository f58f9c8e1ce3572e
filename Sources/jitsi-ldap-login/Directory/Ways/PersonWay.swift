internal import LDAP
internal import Login
internal import Secrets

extension PersonSession: DirectorySearcher {}

/// Without a service account: bind as the person, then read the entry and the groups on the person's connection.
extension LDAPDirectory {
    /// What the person could read.
    private enum Reading {
        case account(Result<Account, UnusableAccount>, Entry)
        case refused(Refusal)
        case unusable(UnusableAccount)
    }

    func authenticateAsPerson(
        _ credentials: Credentials, by name: PersonalName, on session: borrowing ServerSession,
        readsGroups: Bool, gate: ((_ account: String) -> Bool)?, observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> DirectoryAnswer {
        let server = session.server.description
        guard let bindName = name.bindName(for: credentials.username) else {
            return DirectoryAnswer(.refused(.notFound), server: server)
        }
        if let gate, !gate(name.countedName(for: credentials.username)) {
            return DirectoryAnswer(.refused(.throttled), server: server)
        }
        observe?(.binding(server: server, name: bindName))
        let (bind, reading) = try session.asPerson(name: bindName, password: credentials.password) {
            person throws(LDAPError) in
            observe?(.passwordTried(.right, detail: ""))
            return try read(
                credentials.username, boundAs: bindName, by: name, on: person, readsGroups: readsGroups,
                observe: observe)
        }
        let judgement = PasswordJudgement(bind)
        if reading == nil { observe?(judgement.step) }
        switch (judgement, reading) {
        case (.refused(let refusal), _): return DirectoryAnswer(.refused(refusal), server: server)
        case (.accountProblem(let problem, let detail), _):
            return DirectoryAnswer(.accountProblem(problem, detail: detail), server: server)
        case (.right, .refused(let refusal)): return DirectoryAnswer(.refused(refusal), server: server)
        case (.right, .unusable(let unusable)):
            return DirectoryAnswer(.unusable(problem: unusable.problem), server: server)
        case (.right(let notice), .account(let account, let entry)):
            if !name.isDistinguishedName,
                let refusal = try comparison(
                    of: entry, with: bindName, credentials.password, on: session, gate: gate)
            {
                return DirectoryAnswer(.refused(refusal), dn: entry.dn, key: entry.key, server: server)
            }
            return DirectoryAnswer(
                admission(account, of: entry, notice: notice), dn: entry.dn, key: entry.key, server: server)
        case (.right, nil):
            // Not to be reached: the body runs wherever the password was right.
            return DirectoryAnswer(.refused(.other("\(bind.code)")), server: server)
        }
    }

    /// Reads entry and groups as the person.
    private func read(
        _ typed: String, boundAs bindName: String, by name: PersonalName, on person: borrowing PersonSession,
        readsGroups: Bool, observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> Reading {
        let finding: AccountFinder.Finding
        if let finder {
            finding = try finder.find(
                name.searchName(for: typed, boundAs: bindName), on: person, observe: observe)
        } else {
            finding = try readOwn(bindName, on: person)
        }
        switch finding {
        case .several: return .refused(.severalFound)
        case .nobody:
            // Bound as this DN, and yet it is not there: it may not read itself.
            return finder == nil ? .unusable(.notReadable(bindName)) : .refused(.notFound)
        case .entry(let entry):
            observe?(.found(dn: entry.dn))
            person.anticipate(reader.searches(for: entry, username: typed, readsGroups: readsGroups))
            let account = try reader.account(
                of: entry, username: typed, on: person, readsGroups: readsGroups, observe: observe)
            return .account(account, entry)
        }
    }

    private func readOwn(_ dn: String, on person: borrowing PersonSession) throws(LDAPError)
        -> AccountFinder.Finding
    {
        try person.entry(at: dn, filter: .anything, attributes: reader.attributes).map { .entry($0) }
            ?? .nobody
    }

    /// Whether the entry found by a search is that of the person who was bound by a principal name.
    ///
    /// The search goes by what attributes say, and the bind by what the server makes of the name; somebody from another
    /// domain that this one trusts may bind with a name that here is another's mail address. That the same password opens
    /// the entry itself settles it.
    private func comparison(
        of entry: Entry, with bindName: String, _ password: SecretBytes, on session: borrowing ServerSession,
        gate: ((_ account: String) -> Bool)?
    ) throws(LDAPError) -> Refusal? {
        // Should it be another's entry, it is this one's count that goes up.
        if let gate, !gate(entry.key) { return .throttled }
        let bind = try session.verify(dn: entry.dn, password: password)
        if case .right = PasswordJudgement(bind) { return nil }
        return .other("the password is right for \(bindName), but not for \(entry.dn): \(bind.diagnostic)")
    }
}

extension UnusableAccount {
    fileprivate static func notReadable(_ dn: String) -> UnusableAccount {
        UnusableAccount(
            problem:
                "\(dn) may not read its own entry: give everybody the right to read their own, or configure a service "
                + "account")
    }
}
