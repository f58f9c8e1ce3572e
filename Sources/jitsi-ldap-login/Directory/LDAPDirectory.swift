internal import LDAP
internal import Login
internal import Secrets

/// The directory as the login sees it, on LDAP: search as the service, bind as the person, read the groups.
struct LDAPDirectory: Directory {
    let servers: DirectoryServers
    let lookup: AccountLookup

    func authenticate(
        _ credentials: Credentials, since arrival: ContinuousClock.Instant,
        observe: ((DirectoryStep) -> Void)?
    ) -> DirectoryAnswer {
        do {
            return try servers.withServer(after: arrival.duration(to: .now)) { session throws(LDAPError) in
                try authenticate(credentials, on: session, observe: observe)
            }
        } catch {
            return DirectoryAnswer(.unreachable(cause: error.description), server: nil)
        }
    }

    private func authenticate(
        _ credentials: Credentials, on session: borrowing ServerSession, observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> DirectoryAnswer {
        let server = session.server.description
        // A name or a password of no bytes must not reach a filter or a bind; the login has seen to it already.
        guard !credentials.password.isEmpty,
            let filter = try? lookup.filter.filled(["username": credentials.username])
        else { return DirectoryAnswer(.refused(.empty), server: server) }

        if let observe {
            // The search would connect by itself; a step of its own has a time of its own.
            try session.connect()
            observe(.connected(server: server))
        }
        // Two are enough to know that the name is not unique.
        let found = try session.search(
            base: lookup.base, filter: filter, attributes: lookup.attributes, sizeLimit: 2)
        observe?(.searched(filter: filter.description, matches: found.entries.count))
        guard let entry = found.entries.first else {
            return DirectoryAnswer(.refused(.notFound), server: server)
        }
        guard found.entries.count == 1, found.isComplete else {
            return DirectoryAnswer(.refused(.severalFound), server: server)
        }
        observe?(.found(dn: entry.dn))

        let bind = try session.verify(dn: entry.dn, password: credentials.password)
        observe?(.passwordTried(accepted: bind.verdict == .accepted, diagnostic: bind.diagnostic))
        let verdict: DirectoryAnswer.Verdict
        switch bind.verdict {
        case .accepted: verdict = try account(entry, credentials.username, on: session, observe: observe)
        case .wrongCredentials: verdict = .refused(.wrongPassword(diagnostic: bind.diagnostic))
        case .refused: verdict = .refused(.other("\(bind.code) \(bind.diagnostic)"))
        case .emptyPassword: verdict = .refused(.empty)
        }
        return DirectoryAnswer(verdict, dn: entry.dn, server: server)
    }

    private func account(
        _ entry: Entry, _ username: String, on session: borrowing ServerSession,
        observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> DirectoryAnswer.Verdict {
        guard let id = entry.string(lookup.id), !id.isEmpty else {
            return .unusable(
                problem:
                    "\(entry.dn) has no usable \(lookup.id): correct the entry or directory.users.attributes.id"
            )
        }
        let groups: Set<Group>
        switch try self.groups(of: entry, username: username, id: id, on: session) {
        case .some(let found): groups = found
        case .none:
            return .unusable(
                problem:
                    "\(entry.dn) is in more than \(GroupLookup.mostGroups) groups: narrow directory.groups.search"
            )
        }
        observe?(.groupsRead(groups))
        return .authenticated(
            Account(
                dn: entry.dn, id: id, name: lookup.name.flatMap { entry.string($0) },
                email: lookup.email.flatMap { entry.string($0) }, groups: groups))
    }

    /// nil where there are more than are read.
    private func groups(
        of entry: Entry, username: String, id: String, on session: borrowing ServerSession
    ) throws(LDAPError) -> Set<Group>? {
        switch lookup.groups {
        case .attribute(let name):
            return Self.groups(entry.strings(name))
        case .search(let base, let template):
            let values = ["dn": entry.dn, "username": username, "id": id]
            // It fails only where a value is empty, and none is: the bind and the checks above have seen to that.
            guard let filter = try? template.filled(values) else { return [] }
            // "1.1" asks for no attributes (RFC 4511, 4.5.1.8): the DN is all that is needed.
            let found = try session.search(
                base: base, filter: filter, attributes: [], sizeLimit: GroupLookup.mostGroups)
            return found.isComplete ? Self.groups(found.entries.map(\.dn)) : nil
        }
    }

    /// Values that are no DN name no group that the configuration could mean.
    private static func groups(_ names: [String]) -> Set<Group> {
        Set(names.compactMap { try? DistinguishedName(parsing: $0) }.map(Group.init))
    }
}

extension Group {
    /// A group by its DN, equal to every other spelling of it.
    init(_ dn: DistinguishedName) {
        self.init(normalizedName: dn.normalized)
    }
}
