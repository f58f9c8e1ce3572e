/// Where accounts are kept and passwords are proved.
public protocol Directory: Sendable {
    /// Finds the account and proves the password.
    ///
    /// Blocks, for a bounded time. An empty password is refused without asking: a simple bind with one succeeds as an
    /// anonymous bind (RFC 4513, 5.1.2).
    ///
    /// - Parameters:
    ///   - credentials: as typed.
    ///   - observe: hears each step when it is done; for `try-login`.
    func authenticate(_ credentials: Credentials, observe: (DirectoryStep) -> Void) -> DirectoryAnswer
}

/// What the directory said of somebody's credentials.
public struct DirectoryAnswer: Sendable {
    /// The ways it can end.
    public enum Verdict: Sendable {
        /// The password is right.
        case authenticated(Account)
        /// The visitor gets the uniform answer; the reason is for the log.
        case refused(Refusal)
        /// The password is right, but the entry lacks what a token needs; `problem` is for the operator.
        case unusable(problem: String)
        /// No server could say; `cause` names servers, step and the library's words.
        case unreachable(cause: String)
    }

    /// How it ended.
    public let verdict: Verdict

    /// The DN of the one entry that the name stands for, where there is one.
    public let entry: String?

    /// The server that answered, where one did.
    public let server: String?

    /// An answer, and who gave it about whom.
    public init(_ verdict: Verdict, entry: String? = nil, server: String?) {
        self.verdict = verdict
        self.entry = entry
        self.server = server
    }
}

/// Why credentials were refused. The visitor is told the same for all of them.
public enum Refusal: Sendable, Equatable {
    /// No user name or no password was given.
    case empty
    /// No entry matches the name.
    case notFound
    /// More than one entry matches; nobody is guessed.
    case severalFound
    /// The directory refused the password; `diagnostic` is what it said beside the code.
    case wrongPassword(diagnostic: String)
    /// The directory refused for another reason than a wrong password, in the library's words.
    case other(String)

    /// One word for the log.
    public var label: String {
        switch self {
        case .empty: "empty"
        case .notFound: "not-found"
        case .severalFound: "several-found"
        case .wrongPassword: "wrong-password"
        case .other: "refused"
        }
    }

    /// What the directory said, where it said something.
    public var detail: String? {
        switch self {
        case .empty, .notFound, .severalFound: nil
        case .wrongPassword(let diagnostic): diagnostic.isEmpty ? nil : diagnostic
        case .other(let words): words
        }
    }
}

/// A step on the way through the directory, as `try-login` shows it.
public enum DirectoryStep: Sendable {
    /// A server was reached and the service account is bound there.
    case connected(server: String)
    /// The search for the name ended with that many entries (2 means "two or more").
    case searched(filter: String, matches: Int)
    /// The entry's DN.
    case found(dn: String)
    /// The account's password was tried.
    case passwordTried(accepted: Bool, diagnostic: String)
    /// The groups were read.
    case groupsRead(Set<Group>)
}
