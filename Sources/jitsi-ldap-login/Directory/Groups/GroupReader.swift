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

    /// What `groups` asks for first, as far as it does not depend on an answer.
    ///
    /// - Parameters:
    ///   - uid: nil where it is not known, or the entry has it.
    ///   - entry: nil where it has not been found yet, and only its name and id are known.
    func searches(dn: String, username: String, id: String, uid: String?, entry: Entry?) -> [Search] {
        switch lookup.source {
        // Beside the entry itself they are for nested groups only: too many, where the password may be wrong.
        case .attribute: return []
        case .search(let base, let template):
            guard let values = values(dn: dn, username: username, id: id, uid: uid, entry, template),
                let filter = try? template.filled(values)
            else { return [] }
            return [.groups(below: base, matching: .any([filter]))]
        case .matchingRule(let base, let chain):
            var searches: [Search] = []
            if let entry, case .success(let filter?) = primaryGroupFilter(of: entry) {
                searches.append(.primaryGroup(below: base, matching: filter))
            }
            if lookup.isNested, let filter = try? chain.filled(["dn": dn]) {
                searches.append(.groups(below: base, matching: .any([filter])))
            }
            return searches
        }
    }

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
            searcher.anticipate(
                groups.map { Search(entryAt: $0.description, filter: .anything, attributes: [attribute]) })
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
        guard
            let values = values(
                dn: member.entry.dn, username: member.username, id: member.id, uid: nil, member.entry,
                template)
        else { return .failure(.noUID(member.entry)) }
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

    /// What is filled into the filter; nil where a uid is needed and there is none.
    private func values(
        dn: String, username: String, id: String, uid: String?, _ entry: Entry?, _ template: FilterTemplate
    ) -> [String: String]? {
        var values = ["dn": dn, "username": username, "id": id]
        guard template.placeholders.contains("uid") else { return values }
        if let uid {
            values["uid"] = uid
        } else {
            guard let entry, case .success(let uid) = SingleValue.choose("uid", of: entry) else { return nil }
            values["uid"] = uid
        }
        return values
    }

    /// The names of all groups that match one of `fillings`.
    private func search(
        _ base: String, _ template: FilterTemplate, _ fillings: [[String: String]], _ entry: Entry,
        on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Result<[DistinguishedName], UnusableAccount> {
        // A filling fails only where a value is empty, and none is.
        let filter = Filter.any(fillings.compactMap { try? template.filled($0) })
        let found = try searcher.search(.groups(below: base, matching: filter))
        return found.isComplete ? .success(found.entries.compactMap(\.name)) : .failure(.tooManyGroups(entry))
    }
}

extension Search {
    /// The names of groups.
    static func groups(below base: String, matching filter: Filter) -> Search {
        // No attributes: members of a group may be thousands, and the name is all that is needed.
        Search(base: base, filter: filter, attributes: [], sizeLimit: GroupLookup.mostGroups)
    }

    /// The name of the one group with an identifier.
    static func primaryGroup(below base: String, matching filter: Filter) -> Search {
        Search(base: base, filter: filter, attributes: [], sizeLimit: 1)
    }
}
