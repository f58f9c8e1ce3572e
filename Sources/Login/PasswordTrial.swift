/// What came of trying a password, as `try-login` shows it.
public enum PasswordTrial: Sendable, Equatable {
    /// It is right.
    case right
    /// It is right, but the account may not sign in with it.
    case rightButBarred
    /// It is wrong, or the directory did not look at it.
    case refused
}
