/// What keeps an account from signing in although its password is right.
///
/// Active Directory says it as `data …` beside result code 49, in the hexadecimal error codes of Windows, once the
/// password is proved. The names of the password policy are those of draft-behera-ldap-password-policy, 6.2. What a
/// directory says without looking at the password is a ``Refusal`` instead.
public enum AccountProblem: Sendable, Equatable, CaseIterable {
    /// The account's time is over: Active Directory 701.
    case expired
    /// The account is switched off: Active Directory 533; FreeIPA and 389 `nsAccountLock`, once the password is proved.
    case disabled
    /// Not at this hour, or not from this machine: Active Directory 530, 531.
    case notNow
    /// The password is too old: Active Directory 532, policy `passwordExpired (0)` without a grace login left.
    case passwordExpired
    /// The password must be replaced before anything else: Active Directory 773, policy `changeAfterReset (2)`.
    case mustChangePassword

    /// One word for the log.
    public var label: String {
        switch self {
        case .expired: "account-expired"
        case .disabled: "disabled"
        case .notNow: "outside-hours-or-workstation"
        case .passwordExpired: "password-expired"
        case .mustChangePassword: "must-change"
        }
    }
}
