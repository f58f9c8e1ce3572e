internal import LDAP
internal import Login

/// Reads the groups of an account: all of them, or it says why not.
struct GroupReader: Sendable {
    /// The account as far as its groups depend on it.
    struct Member {
        let entry: Entry
        /// As typed.
        let username: String
        /// The value of `directory.users.attributes.id`.
        let id: String
    }

    let lookup: GroupLookup

    /// All groups of `member`, by whoever searches.
    func groups(
        of member: Member, on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<Set<Group>, UnusableAccount> {
        let found: Result<FoundGroups, UnusableAccount> =
            switch lookup.source {
            case .attribute(let name): try listed(in: name, by: member.entry, on: searcher)
            case .search(let base, let filter):
                try searched(below: base, by: filter, for: member, on: searcher)
            case .matchingRule(let base, let chain):
                try matched(below: base, by: chain, for: member.entry, on: searcher)
            }
        return found.map(\.groups)
    }

    // MARK: in the entry

    private func listed(
        in attribute: String, by entry: Entry, on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<FoundGroups, UnusableAccount> {
        let direct = entry.strings(attribute)
        guard direct.count <= GroupLookup.mostGroups else { return .failure(.tooManyGroups(entry)) }
        guard lookup.isNested else {
            return .success(FoundGroups(DistinguishedName.all(among: direct)))
        }
        let climb = GroupClimb(of: entry)
        var entriesRead = 0
        return try climb.climb(from: DistinguishedName.all(among: direct)) { groups throws(LDAPError) in
            // DNs cannot be searched for in a way that all servers know: one search for each group.
            entriesRead += groups.count
            guard entriesRead <= GroupLookup.mostEntriesRead else {
                return .failure(.tooManyEntries(entry, attribute))
            }
            var above: [String] = []
            for group in groups {
                above +=
                    try searcher.entry(at: group.description, filter: .anything, attributes: [attribute])?
                    .strings(attribute) ?? []
            }
            return .success(DistinguishedName.all(among: above))
        }
    }

    // MARK: in the groups

    private func searched(
        below base: String, by template: FilterTemplate, for member: Member,
        on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<FoundGroups, UnusableAccount> {
        var values = ["dn": member.entry.dn, "username": member.username, "id": member.id]
        if template.placeholders.contains("uid") {
            guard case .success(let uid) = SingleValue.choose("uid", of: member.entry) else {
                return .failure(.noUID(member.entry))
            }
            values["uid"] = uid
        }
        let direct = try search(base, template, [values], member.entry, on: searcher)
        guard lookup.isNested, template.placeholders.contains("dn") else {
            return direct.map { FoundGroups($0) }
        }
        switch direct {
        case .failure(let problem): return .failure(problem)
        case .success(let names):
            let climb = GroupClimb(of: member.entry)
            return try climb.climb(from: names) { groups throws(LDAPError) in
                let fillings = groups.map { group in values.merging(["dn": group.description]) { $1 } }
                return try search(base, template, fillings, member.entry, on: searcher)
            }
        }
    }

    /// The names of all groups that match one of `fillings`.
    private func search(
        _ base: String, _ template: FilterTemplate, _ fillings: [[String: String]], _ entry: Entry,
        on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<[DistinguishedName], UnusableAccount> {
        // A filling fails only where a value is empty, and none is.
        let filter = Filter.any(fillings.compactMap { try? template.filled($0) })
        // No attributes: members of a group may be thousands, and the name is all that is needed.
        let found = try searcher.search(
            base: base, scope: .subtree, filter: filter, attributes: [], sizeLimit: GroupLookup.mostGroups)
        return found.isComplete ? .success(found.entries.compactMap(\.name)) : .failure(.tooManyGroups(entry))
    }
}
