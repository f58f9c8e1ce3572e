/// What `directory.kind` writes in the place of the administrator. Every key that is written overrides it.
struct Preset {
    /// `users.filter`; nil where the file must have it.
    let filter: String?
    /// `users.attributes`.
    let id: String
    let name: [String]
    let email: [String]
    /// Whether a written `users.attributes` replaces single keys of these. Without a kind it is the whole list.
    let keepsAttributes: Bool
    /// `groups`; nil where a written section must say it.
    let groups: GroupSource
    let keepsGroups: Bool
    /// `groups.nested`, where the groups' source is the preset's.
    let nested: Bool

    enum GroupSource {
        case attribute(String)
        case search(filter: String)
        case matchingRule
    }

    static func of(_ kind: Configuration.Directory.Kind?) -> Preset {
        switch kind {
        case .activeDirectory: activeDirectory
        case .openLDAP: openLDAP
        case .freeIPA: freeIPA
        case nil: none
        }
    }

    private static let none = Preset(
        filter: nil, id: "uid", name: ["displayName"], email: ["mail"], keepsAttributes: false,
        groups: .attribute("memberOf"), keepsGroups: false, nested: false)

    /// objectGUID stays the same when an account is renamed or moved. Disabled accounts are told from their entries.
    private static let activeDirectory = Preset(
        filter: "(&(objectCategory=person)(objectClass=user)"
            + "(|(sAMAccountName={username})(userPrincipalName={username})(mail={username})))",
        id: "objectGUID", name: ["displayName", "cn", "sAMAccountName"], email: ["mail"],
        keepsAttributes: true,
        groups: .matchingRule, keepsGroups: true, nested: true)

    /// The memberOf overlay is often not there, and knows only what was written since it is; the groups themselves know all.
    private static let openLDAP = Preset(
        filter: "(&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))",
        id: "uid", name: ["displayName", "cn", "uid"], email: ["mail"], keepsAttributes: true,
        groups: .search(
            filter:
                "(|(&(objectClass=groupOfNames)(member={dn}))(&(objectClass=groupOfUniqueNames)(uniqueMember={dn}))"
                + "(&(objectClass=posixGroup)(memberUid={uid})))"),
        keepsGroups: true, nested: false)

    /// The server itself writes nested groups into memberOf.
    private static let freeIPA = Preset(
        filter: "(&(objectClass=posixAccount)(|(uid={username})(mail={username})))",
        id: "uid", name: ["displayName", "cn", "uid"], email: ["mail"], keepsAttributes: true,
        groups: .attribute("memberOf"), keepsGroups: true, nested: false)
}
