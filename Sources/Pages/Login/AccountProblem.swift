/// What keeps an account from signing in although its password is right.
public enum AccountProblem: Sendable, CaseIterable {
    /// Its time is over.
    case expired
    /// It was switched off.
    case disabled
    /// Not at this hour or from this machine.
    case notNow
    /// The password is too old.
    case passwordExpired
    /// The password must be replaced before anything else.
    case mustChangePassword

    /// Whether a new password would help.
    var isOfPassword: Bool {
        switch self {
        case .passwordExpired, .mustChangePassword: true
        case .expired, .disabled, .notNow: false
        }
    }
}
