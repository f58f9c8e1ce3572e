internal import LDAP

/// How the groups of an account are found (`directory.groups`).
struct GroupLookup: Sendable {
    /// Where it stands who is in which group.
    enum Source: Sendable {
        /// In the entry: an attribute that lists the groups' names.
        case attribute(String)
        /// In the groups: entries below `base` that match, with `{dn}`, `{username}`, `{id}` or `{uid}` filled in.
        case search(base: String, filter: FilterTemplate)
        /// In the groups below `base`, as Active Directory itself follows them: `chain` matches the groups that `{dn}` is in,
        /// at whatever depth.
        case matchingRule(base: String, chain: FilterTemplate)
    }

    let source: Source
    /// Whether groups within groups count.
    let isNested: Bool

    /// The most groups that an account may be in. Beyond a bound the login fails: nobody gets a role by the part that
    /// came first.
    static let mostGroups = 10_000
    /// Active Directory's `LDAP_MATCHING_RULE_IN_CHAIN` (MS-ADTS, 3.1.1.3.4.4.3).
    static let chain = "(&(objectClass=group)(member:1.2.840.113556.1.4.1941:={dn}))"

    /// How many groups deep a nesting may be.
    static let deepestNesting = 64
    /// How many groups are asked about in one search.
    static let groupsAtOnce = 50
    /// The most groups whose own entries are read one by one, where an attribute lists what they are in.
    static let mostEntriesRead = 500

    /// The placeholders that the filter of a search may have.
    static let placeholders: Set<String> = ["dn", "username", "id", "uid"]

    /// The attributes of the account that this needs.
    var attributes: [String] {
        switch source {
        case .attribute(let name): [name]
        case .search(_, let filter): filter.placeholders.contains("uid") ? ["uid"] : []
        case .matchingRule:
            ["objectSid", "primaryGroupID"] + (isNested ? [] : ["memberOf"])
        }
    }
}
