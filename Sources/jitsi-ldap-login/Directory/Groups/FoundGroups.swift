internal import LDAP
internal import Login

/// Groups by their names, each once, however it is spelled.
struct FoundGroups {
    private(set) var groups: Set<Group> = []

    /// How many there are.
    var count: Int { groups.count }

    /// Takes in a group.
    ///
    /// - Returns: whether it is a new one.
    @discardableResult
    mutating func insert(_ name: DistinguishedName) -> Bool { groups.insert(Group(name)).inserted }

    init(_ names: [DistinguishedName] = []) {
        groups.reserveCapacity(names.count)
        for name in names { insert(name) }
    }
}

extension DistinguishedName {
    /// The names among `texts`: what is no DN names no group that the configuration could mean.
    static func all(among texts: [String]) -> [DistinguishedName] {
        texts.compactMap { try? DistinguishedName(parsing: $0) }
    }
}

extension Group {
    /// A group by its DN, equal to every other spelling of it.
    init(_ dn: DistinguishedName) {
        self.init(normalizedName: dn.normalized)
    }
}
