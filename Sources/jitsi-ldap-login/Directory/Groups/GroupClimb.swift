internal import LDAP

/// Follows groups upwards, level by level, into the groups that they are in themselves.
///
/// Each group is followed once, so that groups within each other come to an end. What goes beyond a bound makes the
/// account unusable: a part of its groups would be a role that came by chance.
struct GroupClimb {
    private let entry: Entry

    /// - Parameter entry: whose groups they are.
    init(of entry: Entry) {
        self.entry = entry
    }

    /// All groups from `direct` upwards.
    ///
    /// - Parameter parents: the groups that at least one of those given is in; it is given at most
    ///   `GroupLookup.groupsAtOnce`.
    func climb(
        from direct: [DistinguishedName],
        _ parents: ([DistinguishedName]) throws(LDAPError) -> Result<[DistinguishedName], UnusableAccount>
    ) throws(LDAPError) -> Result<FoundGroups, UnusableAccount> {
        var found = FoundGroups()
        var level = direct.filter { found.insert($0) }
        var depth = 1
        while !level.isEmpty {
            guard found.count <= GroupLookup.mostGroups else { return .failure(.tooManyGroups(entry)) }
            guard depth <= GroupLookup.deepestNesting else { return .failure(.tooDeep(entry)) }
            var next: [DistinguishedName] = []
            for start in stride(from: 0, to: level.count, by: GroupLookup.groupsAtOnce) {
                let some = Array(level[start..<min(start + GroupLookup.groupsAtOnce, level.count)])
                switch try parents(some) {
                case .failure(let problem): return .failure(problem)
                case .success(let names): next += names.filter { found.insert($0) }
                }
            }
            level = next
            depth += 1
        }
        return .success(found)
    }
}
