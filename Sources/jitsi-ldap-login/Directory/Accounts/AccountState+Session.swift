internal import Foundation
internal import LDAP
internal import Login

/// What a bind would have said, where a session takes its place: the entry alone has to tell.
extension AccountState {
    private static let windowsEnd = "accountExpires"
    private static let windowsPassword = "pwdLastSet"
    /// What the domain works out when it is asked: its policy of passwords is in it ([MS-ADTS] 3.1.1.4.5.17).
    private static let windowsComputed = "msDS-User-Account-Control-Computed"
    /// `ADS_UF_PASSWORD_EXPIRED`. `ADS_UF_LOCKOUT` beside it does not count: anybody can bring that about by guessing.
    private static let passwordExpiredBit: Int64 = 0x80_0000
    private static let reset = "pwdReset"
    /// When the password was changed, in Generalized Time: of the password policy (draft-behera-ldap-password-policy-10,
    /// 5.3.2), of Kerberos, which in FreeIPA has the same password, and of 389 with `passwordTrackUpdateTime`.
    private static let changes = ["pwdChangedTime", "krbLastPwdChange", "pwdUpdateTime"]

    /// The further attributes that tell. A login does not ask for them: its bind tells.
    static func attributesWithoutBind(of kind: DirectoryKind?) -> [String] {
        switch kind {
        case .activeDirectory: [windowsEnd, windowsPassword, windowsComputed]
        case .openLDAP: [reset, changes[0]]
        case .freeIPA: [changes[1], changes[2]]
        case nil: [windowsEnd, windowsPassword, windowsComputed, reset, changes[0], changes[2]]
        }
    }

    /// Why the account could not sign in now, with the words for the log; nil where nothing speaks against it.
    static func problemWithoutBind(
        of entry: Entry, at now: Date = Date()
    ) -> (AccountProblem, detail: String)? {
        if let problem = problem(of: entry, notice: nil) { return problem }
        for end in entry.strings(windowsEnd) where isOver(windows: end, at: now) {
            return (.expired, "\(windowsEnd) is \(end)")
        }
        // "The user must change the password at the next logon" ([MS-ADA3] 2.175).
        for time in entry.strings(windowsPassword) where time == "0" {
            return (.mustChangePassword, "\(windowsPassword) is 0")
        }
        for control in entry.strings(windowsComputed) {
            guard let flags = Int64(control), flags & passwordExpiredBit == 0 else {
                return (.passwordExpired, "\(windowsComputed) is \(control)")
            }
        }
        for word in entry.strings(reset) where word.lowercased() != "false" {
            return (.mustChangePassword, "\(reset) is \(word)")
        }
        return nil
    }

    /// What says that the password was changed after a moment, for the log; nil where nothing does. What cannot be read
    /// may say so.
    ///
    /// - Parameter moment: in seconds since 1970.
    static func passwordChange(of entry: Entry, after moment: Int) -> String? {
        for time in entry.strings(windowsPassword) where windowsSeconds(time).map({ $0 > moment }) ?? true {
            return "\(windowsPassword) is \(time)"
        }
        let last = DirectoryTime(seconds: moment)
        for attribute in changes {
            for time in entry.strings(attribute) where DirectoryTime(time).map({ $0 > last }) ?? true {
                return "\(attribute) is \(time)"
            }
        }
        return nil
    }

    /// 0 and the largest number mean "never" ([MS-ADA1] 2.1). What cannot be read may be over.
    private static func isOver(windows text: String, at now: Date) -> Bool {
        guard let ticks = Int64(text), let seconds = windowsSeconds(text) else { return true }
        return ticks > 0 && ticks < Int64.max && Double(seconds) <= now.timeIntervalSince1970
    }

    /// Hundreds of nanoseconds since 1601, as seconds since 1970; nil for what is none.
    private static func windowsSeconds(_ text: String) -> Int? {
        guard let ticks = Int64(text), ticks >= 0 else { return nil }
        return Int(ticks / 10_000_000 - 11_644_473_600)
    }
}
