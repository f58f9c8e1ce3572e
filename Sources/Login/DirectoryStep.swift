/// A step on the way through the directory, as `try-login` shows it.
public enum DirectoryStep: Sendable {
    /// A server did not do what it was asked, and the next one is asked, if there is one; `remedy` is for the operator.
    case serverFailed(server: String, step: String, cause: String, remedy: String?)
    /// A server was reached and the service account is bound there.
    case connected(server: String)
    /// There is no service account: the server is asked to bind the person by this name.
    case binding(server: String, name: String)
    /// The name was typed with a domain, and this directory is another one.
    case foreignDomain(String)
    /// The search for the name ended with that many entries (2 means "two or more").
    case searched(filter: String, matches: Int)
    /// The entry's DN.
    case found(dn: String)
    /// The account's password was tried; `detail` is what the directory said, if anything.
    case passwordTried(PasswordTrial, detail: String)
    /// The groups were read.
    case groupsRead(Set<Group>)
}
