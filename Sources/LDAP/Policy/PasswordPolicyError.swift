/// What a directory's password policy objects to (draft-behera-ldap-password-policy-10, 6.2). The numbers are the
/// draft's; the tenth is OpenLDAP's own. From the fourth on they answer the change of a password, not a bind.
public enum PasswordPolicyError: Int32, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// The password has expired. The corresponding C constant is `PP_passwordExpired`.
    case passwordExpired = 0
    /// Locked after too many wrong passwords, or by an administrator. The corresponding C constant is
    /// `PP_accountLocked`.
    case accountLocked = 1
    /// The password was set by somebody else and has to be changed first. The corresponding C constant is
    /// `PP_changeAfterReset`.
    case changeAfterReset = 2
    /// The person may not change the password. The corresponding C constant is `PP_passwordModNotAllowed`.
    case passwordModNotAllowed = 3
    /// The old password is needed with the new one. The corresponding C constant is `PP_mustSupplyOldPassword`.
    case mustSupplyOldPassword = 4
    /// The new password is too simple. The corresponding C constant is `PP_insufficientPasswordQuality`.
    case insufficientPasswordQuality = 5
    /// The new password is too short. The corresponding C constant is `PP_passwordTooShort`.
    case passwordTooShort = 6
    /// The password was changed just now. The corresponding C constant is `PP_passwordTooYoung`.
    case passwordTooYoung = 7
    /// The new password was used before. The corresponding C constant is `PP_passwordInHistory`.
    case passwordInHistory = 8
    /// The new password is too long. The corresponding C constant is `PP_passwordTooLong`.
    case passwordTooLong = 9

    /// Whether a directory says so only after it has found the password to be right.
    ///
    /// A locked account is refused before anybody looks at the password; expired and reset are told once it was found to
    /// be right (the draft's section on password-based authentication). slapd's overlay and 389 do so.
    public var provesPassword: Bool {
        switch self {
        case .passwordExpired, .changeAfterReset: true
        default: false
        }
    }

    /// In words, for the log.
    public var description: String {
        switch self {
        case .passwordExpired: "the password has expired"
        case .accountLocked: "the account is locked"
        case .changeAfterReset: "the password was reset and must be changed"
        case .passwordModNotAllowed: "the password may not be changed"
        case .mustSupplyOldPassword: "the old password is needed"
        case .insufficientPasswordQuality: "the new password is too simple"
        case .passwordTooShort: "the new password is too short"
        case .passwordTooYoung: "the password was changed too recently"
        case .passwordInHistory: "the new password was used before"
        case .passwordTooLong: "the new password is too long"
        }
    }
}
