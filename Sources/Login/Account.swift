/// A person's entry in the directory, after the password has been proved.
public struct Account: Sendable, Equatable {
    /// The entry's DN in the one form that all its spellings have in common.
    public let dn: String

    /// The id that Jitsi sees (`directory.users.attributes.id`).
    public let id: String

    /// The name that the other participants see, where the directory has one.
    public let name: String?

    /// The mail address, where the directory has one.
    public let email: String?

    /// The groups the directory lists for the account.
    public let groups: Set<Group>

    /// What counts and remembers things about an account goes by this: it is the same however the name was typed (user
    /// name, mail address, upper or lower case), and two accounts never share it. An id can be any attribute, and need not
    /// be unique.
    public var key: String { dn }

    /// An account with what was read of its entry.
    public init(dn: String, id: String, name: String?, email: String?, groups: Set<Group>) {
        self.dn = dn
        self.id = id
        self.name = name
        self.email = email
        self.groups = groups
    }
}
