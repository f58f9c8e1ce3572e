import Login

extension Account {
    /// Whom the directory of a `ScriptedSite` knows.
    static func alice(in groups: [String] = []) -> Account {
        Account(
            dn: "uid=alice,dc=example", id: "alice", name: "Alice", email: nil,
            groups: Set(groups.map(Group.init(normalizedName:))))
    }
}
