/// How a login ended, who it was about, and which directory server said so.
public struct LoginResult: Sendable {
    /// How it ended.
    public let outcome: LoginOutcome

    /// The DN of the entry that the name stands for, where there is exactly one.
    public let dn: String?

    /// The same account's `Account.key`, with a refused password too; nil where the name is nobody's, or the directory told
    /// only that it is not right.
    public let key: String?

    /// The server that answered, where one did.
    public let server: String?

    init(_ outcome: LoginOutcome, dn: String? = nil, key: String? = nil, server: String?) {
        self.outcome = outcome
        self.dn = dn
        self.key = key
        self.server = server
    }
}
