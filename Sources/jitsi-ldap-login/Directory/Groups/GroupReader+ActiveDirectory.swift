internal import LDAP

extension GroupReader {
    /// The groups of an account of Active Directory, its primary group among them.
    ///
    /// Nested, the server itself follows `member` (`chain`). The primary group has no `member` for the account; it stands
    /// in the entry by a number. It is followed upwards here: it is in few groups, and the rule takes its time with
    /// every group there is.
    ///
    /// - Parameter chain: matches the groups that `{dn}` is in, at whatever depth.
    func matched(
        below base: String, by chain: FilterTemplate, for entry: Entry,
        on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<FoundGroups, UnusableAccount> {
        var primary: [DistinguishedName] = []
        switch try primaryGroup(of: entry, below: base, on: searcher) {
        case .success(let name): primary = name.map { [$0] } ?? []
        case .failure(let problem): return .failure(problem)
        }
        guard lookup.isNested else {
            let direct = entry.strings("memberOf")
            guard primary.count + direct.count <= GroupLookup.mostGroups else {
                return .failure(.tooManyGroups(entry))
            }
            return .success(FoundGroups(primary + DistinguishedName.all(among: direct)))
        }
        let above: [DistinguishedName]
        switch try names(
            of: entry, below: base, matching: [try? chain.filled(["dn": entry.dn])], on: searcher)
        {
        case .success(let names): above = names
        case .failure(let problem): return .failure(problem)
        }
        let climbed = try GroupClimb(of: entry).climb(from: primary) { groups throws(LDAPError) in
            let filters = groups.map { try? Filter.equality("member", Array($0.description.utf8)) }
            return try names(of: entry, below: base, matching: filters, on: searcher)
        }
        return climbed.map { climbed in
            var found = climbed
            for name in above { found.insert(name) }
            return found
        }
    }

    /// The groups that match one of `filters`.
    private func names(
        of entry: Entry, below base: String, matching filters: [Filter?],
        on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<[DistinguishedName], UnusableAccount> {
        let found = try searcher.search(
            .groups(below: base, matching: .any(filters.compactMap { $0 })))
        return found.isComplete ? .success(found.entries.compactMap(\.name)) : .failure(.tooManyGroups(entry))
    }

    /// The group whose identifier is the account's with `primaryGroupID` as its last part (MS-ADTS, 3.1.1.4.5.12); nil
    /// where the entry has none, or it is not below `base`.
    private func primaryGroup(
        of entry: Entry, below base: String, on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<DistinguishedName?, UnusableAccount> {
        switch primaryGroupFilter(of: entry) {
        case .failure(let problem): return .failure(problem)
        case .success(nil): return .success(nil)
        case .success(let filter?):
            let found = try searcher.search(.primaryGroup(below: base, matching: filter))
            return .success(found.entries.first?.name)
        }
    }

    /// What matches the primary group; nil where the entry has none.
    func primaryGroupFilter(of entry: Entry) -> Result<Filter?, UnusableAccount> {
        guard let number = entry.string("primaryGroupID") else { return .success(nil) }
        guard let relative = UInt32(number),
            let identifier = entry.securityIdentifier("objectSid")?.withRelativeID(relative),
            let filter = try? Filter.equality("objectSid", identifier.bytes)
        else { return .failure(.noPrimaryGroup(entry)) }
        return .success(filter)
    }
}
