/// Why Active Directory refused a bind: a Windows error code that it writes into the diagnostic message in hexadecimal.
/// The answer itself is code 49, invalid credentials, in all of these cases.
///
/// The names and numbers are those of [MS-ERREF] 2.2, "Win32 Error Codes".
public enum ActiveDirectoryReason: UInt32, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// There is no such user. `ERROR_NO_SUCH_USER`.
    case noSuchUser = 0x525
    /// The password is wrong, or the name. `ERROR_LOGON_FAILURE`.
    case wrongCredentials = 0x52E
    /// Not at this hour of the week. `ERROR_INVALID_LOGON_HOURS`.
    case notAtThisHour = 0x530
    /// Not from this computer. `ERROR_INVALID_WORKSTATION`.
    case notFromThisComputer = 0x531
    /// The password has expired. `ERROR_PASSWORD_EXPIRED`.
    case passwordExpired = 0x532
    /// The account is disabled. `ERROR_ACCOUNT_DISABLED`.
    case accountDisabled = 0x533
    /// The account has expired. `ERROR_ACCOUNT_EXPIRED`.
    case accountExpired = 0x701
    /// The password must be changed before the first use. `ERROR_PASSWORD_MUST_CHANGE`.
    case mustChangePassword = 0x773
    /// Locked after too many wrong passwords. `ERROR_ACCOUNT_LOCKED_OUT`.
    case accountLocked = 0x775

    /// Reads the one form in which a domain controller states a reason:
    /// `80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 52e, v3839`.
    ///
    /// - Returns: nil for every other text, and for numbers that are not listed here.
    init?(diagnostic: String) {
        guard let start = diagnostic.firstRange(of: "AcceptSecurityContext error, data ") else { return nil }
        let digits = diagnostic[start.upperBound...].prefix(while: \.isHexDigit)
        guard digits.count <= 8, diagnostic[digits.endIndex...].hasPrefix(", v"),
            let number = UInt32(digits, radix: 16)
        else { return nil }
        self.init(rawValue: number)
    }

    /// Whether a domain controller says so only after it has found the password to be right.
    public var provesPassword: Bool {
        switch self {
        case .notAtThisHour, .notFromThisComputer, .passwordExpired, .accountDisabled, .accountExpired,
            .mustChangePassword:
            true
        case .noSuchUser, .wrongCredentials, .accountLocked: false
        }
    }

    /// In words with Active Directory's number, for the log, such as "the account has expired (data 701)".
    public var description: String { "\(words) (data \(String(rawValue, radix: 16)))" }

    private var words: String {
        switch self {
        case .noSuchUser: "there is no such user"
        case .wrongCredentials: "the password or the name is wrong"
        case .notAtThisHour: "the account may not sign in at this hour"
        case .notFromThisComputer: "the account may not sign in from this computer"
        case .passwordExpired: "the password has expired"
        case .accountDisabled: "the account is disabled"
        case .accountExpired: "the account has expired"
        case .mustChangePassword: "the password must be changed first"
        case .accountLocked: "the account is locked"
        }
    }
}
