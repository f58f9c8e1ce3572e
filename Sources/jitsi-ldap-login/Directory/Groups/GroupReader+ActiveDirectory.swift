internal import LDAP

extension GroupReader {
    /// The groups of an account of Active Directory, its primary group among them.
    ///
    /// Nested, the server itself follows `member` (`chain`). The primary group has no `member` for the account; it stands
    /// in the entry by a number.
    ///
    /// - Parameter chain: matches the groups that `{dn}` is in, at whatever depth.
    func matched(
        below base: String, by chain: FilterTemplate, for entry: Entry,
        on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<FoundGroups, UnusableAccount> {
        let primary: String?
        switch try primaryGroup(of: entry, below: base, on: searcher) {
        case .success(let name): primary = name
        case .failure(let problem): return .failure(problem)
        }
        var found = FoundGroups()
        if let primary { found.insert(primary) }
        if lookup.isNested {
            let filters = [entry.dn, primary].compactMap { $0 }.compactMap { try? chain.filled(["dn": $0]) }
            let above = try searcher.search(
                base: base, scope: .subtree, filter: .any(filters), attributes: [],
                sizeLimit: GroupLookup.mostGroups)
            guard above.isComplete else { return .failure(.tooManyGroups(entry)) }
            for group in above.entries { found.insert(group.dn) }
        } else {
            for name in entry.strings("memberOf") { found.insert(name) }
        }
        guard found.names.count <= GroupLookup.mostGroups else { return .failure(.tooManyGroups(entry)) }
        return .success(found)
    }

    /// The group whose identifier is the account's with `primaryGroupID` as its last part (MS-ADTS, 3.1.1.4.5.12); nil
    /// where the entry has none, or it is not below `base`.
    private func primaryGroup(
        of entry: Entry, below base: String, on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<String?, UnusableAccount> {
        guard let number = entry.string("primaryGroupID") else { return .success(nil) }
        guard let relative = UInt32(number),
            let identifier = entry.securityIdentifier("objectSid")?.withRelativeID(relative),
            let filter = try? Filter.equality("objectSid", identifier.bytes)
        else { return .failure(.noPrimaryGroup(entry)) }
        let found = try searcher.search(
            base: base, scope: .subtree, filter: filter, attributes: [], sizeLimit: 1)
        return .success(found.entries.first?.dn)
    }
}
