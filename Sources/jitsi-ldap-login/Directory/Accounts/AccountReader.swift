internal import LDAP
internal import Login

/// Makes an account of an entry whose password has been proved (`directory.users.attributes`, `directory.groups`).
struct AccountReader: Sendable {
    let kind: DirectoryKind?
    let id: String
    /// The first that has a value counts.
    let name: [String]
    /// The first that has a value counts.
    let email: [String]
    let groups: GroupReader
    /// nil where no pictures are configured.
    let avatars: AvatarReader?

    /// The attributes to ask for, each once, and no others: an entry may hold a photo of 5 MB.
    var attributes: [String] {
        var seen: Set<String> = []
        return
            ([id] + name + email + (avatars?.attributes ?? []) + groups.lookup.attributes
            + AccountState.attributes(of: kind)).filter {
                seen.insert($0.lowercased()).inserted
            }
    }

    /// What `account` will ask for first, as far as it does not depend on an answer.
    func searches(for entry: Entry, username: String, readsGroups: Bool) -> [Search] {
        guard case .success(let id) = SingleValue.choose(self.id, of: entry) else { return [] }
        return searches(
            dn: entry.dn, username: username, id: id, uid: nil, entry: entry, readsGroups: readsGroups)
    }

    /// The same for an account of which there is only a session yet. Whether it is still that account is known when the entry
    /// is found: what then is asked for is not this, where it is another one.
    func searches(for known: Session, readsGroups: Bool) -> [Search] {
        searches(
            dn: known.accountDN, username: known.username, id: known.accountID,
            uid: id.lowercased() == "uid" ? known.accountID : nil, entry: nil, readsGroups: readsGroups)
    }

    private func searches(
        dn: String, username: String, id: String, uid: String?, entry: Entry?, readsGroups: Bool
    ) -> [Search] {
        (readsGroups ? groups.searches(dn: dn, username: username, id: id, uid: uid, entry: entry) : [])
            + (dn.isEmpty ? [] : avatars?.searches(dn: dn) ?? [])
    }

    /// Reads the account.
    ///
    /// - Parameters:
    ///   - username: as typed.
    ///   - readsGroups: false: nobody wants to know its groups.
    func account(
        of entry: Entry, username: String, on searcher: borrowing some DirectorySearcher & ~Copyable,
        readsGroups: Bool, observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> Result<Account, UnusableAccount> {
        let id: String
        switch SingleValue.choose(self.id, of: entry) {
        case .success(let value): id = value
        case .failure(let absence): return .failure(.noID(entry, self.id, absence))
        }
        let member = GroupReader.Member(entry: entry, username: username, id: id)
        let email = entry.firstString(of: email)
        switch readsGroups ? try groups.groups(of: member, on: searcher) : .success([]) {
        case .failure(let problem): return .failure(problem)
        case .success(let groups):
            if readsGroups { observe?(.groupsRead(groups)) }
            let avatar = try avatars?.address(of: entry, id: id, email: email, on: searcher)
            return .success(
                Account(
                    dn: entry.dn, key: entry.key, id: id, name: entry.firstString(of: name), email: email,
                    avatar: avatar, groups: groups))
        }
    }
}

extension Entry {
    /// `Account.key`: the DN in the one form that all its spellings have in common; as the server writes it where that is
    /// no DN.
    var key: String {
        name?.normalized ?? dn
    }
}

extension UnusableAccount {
    fileprivate static func noID(
        _ entry: Entry, _ attribute: String, _ absence: SingleValue.Absence
    ) -> UnusableAccount {
        let words =
            switch absence {
            case .missing:
                "correct the entry or directory.users.attributes.id, or let whoever searches read it"
            case .unreadable:
                "what it holds is no text; name another attribute in directory.users.attributes.id"
            }
        return UnusableAccount(problem: "\(entry.dn) has no usable \(attribute): \(words)")
    }
}
