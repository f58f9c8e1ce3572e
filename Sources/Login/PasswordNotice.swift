/// What somebody should know of their password, though it let them in.
public enum PasswordNotice: Sendable, Equatable {
    /// It is good for so many seconds more: `timeBeforeExpiration` of draft-behera-ldap-password-policy, 6.2. Not negative.
    case expiresIn(seconds: Int)
    /// It has expired, and is accepted so many times more: `graceAuthNsRemaining`, ibidem. Not negative; 0 means that
    /// this was the last time.
    case graceLogins(Int)

    /// For the log: `expires-in-3d`, `grace-logins=2`.
    public var label: String {
        switch self {
        case .expiresIn(let seconds): "expires-in-\(Self.wholeDays(in: seconds))d"
        case .graceLogins(let count): "grace-logins=\(max(0, count))"
        }
    }

    /// Days of 24 hours, rounded down and not negative: nobody is promised a day that they have not got. "Today" and
    /// "tomorrow" would need the visitor's time zone.
    public static func wholeDays(in seconds: Int) -> Int { max(0, seconds) / 86_400 }
}
