/// A person's entry in the directory, after the password has been proved.
public struct Account: Sendable, Equatable {
    /// The entry's DN as the directory writes it: for the log, and for asking the directory again.
    public let dn: String

    /// What counts and remembers things about an account goes by this, and by nothing else: the DN in the one form that
    /// all its spellings have in common. It is the same however the name was typed (user name, mail address, upper or
    /// lower case), and no two accounts share it. An id can be any attribute, and need not be unique.
    public let key: String

    /// The id that Jitsi sees (`directory.users.attributes.id`).
    public let id: String

    /// The name that the other participants see, where the directory has one.
    public let name: String?

    /// What pages call the person by: the name, else the id.
    public var shownName: String { name ?? id }

    /// The mail address, where the directory has one.
    public let email: String?

    /// The https address of the person's picture, where there is one.
    public let avatar: String?

    /// The groups the directory lists for the account; none where nobody asked for them (`AccessRules.askForGroups`).
    public let groups: Set<Group>

    /// An account with what was read of its entry.
    ///
    /// - Parameter key: nil where the DN has one spelling only.
    public init(
        dn: String, key: String? = nil, id: String, name: String?, email: String?, avatar: String? = nil,
        groups: Set<Group>
    ) {
        self.dn = dn
        self.key = key ?? dn
        self.id = id
        self.name = name
        self.email = email
        self.avatar = avatar
        self.groups = groups
    }
}
