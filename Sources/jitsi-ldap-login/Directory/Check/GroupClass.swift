/// The object classes of groups.
enum GroupClass {
    /// RFC 4519, 3.5 and 3.6; RFC 2307; Active Directory's; those of rfc2307bis, FreeIPA and 389. In lower case.
    private static let names: Set = [
        "groupofnames", "groupofuniquenames", "posixgroup", "group", "groupofentries", "groupofmembers",
        "groupofurls", "ipausergroup", "nestedgroup",
    ]

    static func isOne(_ name: String) -> Bool { names.contains(name.lowercased()) }

    /// Matches groups.
    static let filter =
        "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)(objectClass=group)"
        + "(objectClass=groupOfEntries)(objectClass=groupOfMembers)(objectClass=ipaUserGroup))"
}
