/// A person's entry in the directory, after the password has been proved.
public struct Account: Sendable, Equatable {
    /// The entry's DN: the one name that is the same however the person typed it.
    public let dn: String

    /// The id that Jitsi sees (`directory.users.attributes.id`).
    public let id: String

    /// The name that the other participants see, where the directory has one.
    public let name: String?

    /// The mail address, where the directory has one.
    public let email: String?

    /// The groups the directory lists for the account.
    public let groups: Set<Group>

    /// An account with what was read of its entry.
    public init(dn: String, id: String, name: String?, email: String?, groups: Set<Group>) {
        self.dn = dn
        self.id = id
        self.name = name
        self.email = email
        self.groups = groups
    }
}
