internal import LDAP

extension UnusableAccount {
    static func tooManyGroups(_ entry: Entry) -> UnusableAccount {
        UnusableAccount(
            problem:
                "\(entry.dn) is in more groups than are read (\(GroupLookup.mostGroups)) or than the server gives: "
                + "narrow directory.groups.search, or raise the server's size limit")
    }

    static func tooManyEntries(_ entry: Entry, _ attribute: String) -> UnusableAccount {
        UnusableAccount(
            problem:
                "\(entry.dn) is in more than \(GroupLookup.mostEntriesRead) groups, whose \(attribute) would have to be "
                + "read one by one: use directory.groups.search, or nested: false")
    }

    static func tooDeep(_ entry: Entry) -> UnusableAccount {
        UnusableAccount(
            problem:
                "\(entry.dn) is in groups nested more than \(GroupLookup.deepestNesting) deep: "
                + "flatten them, or say nested: false")
    }

    static func noUID(_ entry: Entry) -> UnusableAccount {
        UnusableAccount(
            problem:
                "\(entry.dn) has no usable uid, which the filter of directory.groups.search asks for by {uid}: "
                + "give it one, or take {dn} or {id}")
    }

    static func noPrimaryGroup(_ entry: Entry) -> UnusableAccount {
        UnusableAccount(
            problem:
                "\(entry.dn) has a primary group that cannot be worked out: "
                + "let whoever searches read its objectSid and primaryGroupID")
    }
}
