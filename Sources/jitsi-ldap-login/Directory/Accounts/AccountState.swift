internal import LDAP
internal import Login

/// What an entry itself says of whether its account is switched off.
///
/// The bind is the judge. This is asked for beside it, so that an account is out even where a bind went through: by a
/// replica that does not know yet, or a server that does not look. FreeIPA does not: unless its policy has a grace limit,
/// it accepts a bind with a password that expired years ago, or that an administrator has set and somebody is to change
/// (FreeIPA's design of the "LDAP Grace Period").
enum AccountState {
    private static let windows = "userAccountControl"
    private static let netscape = "nsAccountLock"
    private static let openLDAP = "pwdAccountLockedTime"
    private static let passwordEnd = "krbPasswordExpiration"
    private static let accountEnd = "krbPrincipalExpiration"

    /// `ADS_UF_ACCOUNTDISABLE` (MS-ADTS, 2.2.16).
    private static let disabledBit: Int64 = 2
    /// "The account has been locked permanently" (draft-behera-ldap-password-policy-10, 5.3.3). Any other time is one
    /// at which a lock began: whether it still holds is the server's to say.
    private static let permanently = "000001010000Z"

    /// The attributes that tell. Where the kind is not known, those of all; but Kerberos's only with FreeIPA, where its
    /// password and the directory's are one.
    static func attributes(of kind: DirectoryKind?) -> [String] {
        switch kind {
        case .activeDirectory: [windows]
        case .openLDAP: [openLDAP]
        case .freeIPA: [netscape, passwordEnd, accountEnd]
        case nil: [windows, netscape, openLDAP]
        }
    }

    /// Why the account may not sign in, with the words for the log; nil where nothing speaks against it.
    ///
    /// - Parameter notice: what the bind said of the password: a grace login is good with one that has expired.
    static func problem(
        of entry: Entry, notice: PasswordNotice?, at now: DirectoryTime = .now
    ) -> (AccountProblem, detail: String)? {
        for control in entry.strings(windows) {
            // What cannot be read may say anything.
            guard let flags = Int64(control), flags & disabledBit == 0 else {
                return (.disabled, "\(windows) is \(control)")
            }
        }
        for lock in entry.strings(netscape) where lock.lowercased() != "false" {
            return (.disabled, "\(netscape) is \(lock)")
        }
        for moment in entry.strings(openLDAP) where moment == permanently {
            return (.disabled, "\(openLDAP) is \(moment)")
        }
        for end in entry.strings(accountEnd) where isOver(end, at: now) {
            return (.expired, "\(accountEnd) is \(end)")
        }
        if case .graceLogins = notice { return nil }
        for end in entry.strings(passwordEnd) where isOver(end, at: now) {
            return (.passwordExpired, "\(passwordEnd) is \(end)")
        }
        return nil
    }

    /// What cannot be read may be over.
    private static func isOver(_ end: String, at now: DirectoryTime) -> Bool {
        DirectoryTime(end).map { $0 <= now } ?? true
    }
}
