internal import LDAP
internal import Login

/// What an entry itself says of whether its account is switched off.
///
/// The bind is the judge. This is asked for beside it, so that an account is out even where a bind went through: by a
/// replica that does not know yet, or a server that does not look.
enum AccountState {
    private static let windows = "userAccountControl"
    private static let netscape = "nsAccountLock"
    private static let openLDAP = "pwdAccountLockedTime"

    /// `ADS_UF_ACCOUNTDISABLE` (MS-ADTS, 2.2.16).
    private static let disabledBit: Int64 = 2
    /// "The account has been locked permanently" (draft-behera-ldap-password-policy-10, 5.3.3). Any other time is one
    /// at which a lock began: whether it still holds is the server's to say.
    private static let permanently = "000001010000Z"

    /// The attributes that tell. Where the kind is not known, those of all.
    static func attributes(of kind: DirectoryKind?) -> [String] {
        switch kind {
        case .activeDirectory: [windows]
        case .openLDAP: [openLDAP]
        case .freeIPA: [netscape]
        case nil: [windows, netscape, openLDAP]
        }
    }

    /// Why the account may not sign in, with the words for the log; nil where nothing speaks against it.
    static func problem(of entry: Entry) -> (AccountProblem, detail: String)? {
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
        return nil
    }
}
