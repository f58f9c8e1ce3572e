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
    /// The account is locked after too many wrong passwords: Active Directory 775, the password policy's
    /// `accountLocked (1)`. Directories say so without looking at the password.
    case locked(diagnostic: String)
    /// The account is switched off, and the directory said so without looking at the password, as 389 and FreeIPA do
    /// with `nsAccountLock`.
    case disabled(detail: String)
    /// The password was changed after the session had begun: whoever knew the old one is to prove the new one.
    case passwordChanged(detail: String)
    /// Too many wrong passwords of the account: the throttle stopped the login before this one was tried.
    case throttled
    /// The directory refused for another reason than a wrong password, in the library's words.
    case other(String)

    /// One word for the log.
    public var label: String {
        switch self {
        case .empty: "empty"
        case .notFound: "not-found"
        case .severalFound: "several-found"
        case .wrongPassword: "wrong-password"
        case .locked: "locked"
        case .disabled: "disabled"
        case .passwordChanged: "password-changed"
        case .throttled: "throttled"
        case .other: "refused"
        }
    }

    /// What the directory said, where it said something.
    public var detail: String? {
        switch self {
        case .empty, .notFound, .severalFound, .throttled: nil
        case .wrongPassword(let words), .locked(let words), .disabled(let words), .passwordChanged(let words),
            .other(let words):
            words.isEmpty ? nil : words
        }
    }
}
