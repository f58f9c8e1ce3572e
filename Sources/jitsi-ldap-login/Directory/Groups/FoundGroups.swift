internal import LDAP
internal import Login

/// Groups by their names, each once, however it is spelled.
struct FoundGroups {
    /// In the order in which they were found, as the directory writes them.
    private(set) var names: [String] = []
    private(set) var groups: Set<Group> = []

    /// Takes in a group.
    ///
    /// - Returns: whether it is a new one. What is no DN names no group that the configuration could mean.
    @discardableResult
    mutating func insert(_ name: String) -> Bool {
        guard let dn = try? DistinguishedName(parsing: name), groups.insert(Group(dn)).inserted else {
            return false
        }
        names.append(name)
        return true
    }

    init(_ names: [String] = []) {
        for name in names { insert(name) }
    }
}

extension Group {
    /// A group by its DN, equal to every other spelling of it.
    init(_ dn: DistinguishedName) {
        self.init(normalizedName: dn.normalized)
    }
}
