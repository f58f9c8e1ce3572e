/// How a login ended, who it was about, and which directory server said so.
public struct LoginResult: Sendable {
    /// How it ended.
    public let outcome: LoginOutcome

    /// The DN of the entry that the name stands for, where there is exactly one.
    public let dn: String?

    /// The server that answered, where one did.
    public let server: String?

    init(_ outcome: LoginOutcome, dn: String? = nil, server: String?) {
        self.outcome = outcome
        self.dn = dn
        self.server = server
    }
}
