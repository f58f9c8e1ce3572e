internal import Foundation
internal import LDAP
internal import Login

/// What an entry tells of its account's state to whoever may read that, beside what keeps it out anyway
/// (`AccountState`). The bind is the judge; these are for the eyes of an administrator.
enum AccountCondition {
    /// The attributes that tell, of every kind of directory.
    static let attributes = [
        "msDS-User-Account-Control-Computed", "pwdLastSet", "accountExpires", "pwdReset",
        "pwdAccountLockedTime", "accountUnlockTime", "userAccountControl", "nsAccountLock",
        "krbPasswordExpiration", "krbPrincipalExpiration",
    ]

    /// What speaks against a login, in words.
    static func words(of entry: Entry) -> [String] {
        var words: [String] = []
        if let (problem, detail) = AccountState.problem(of: entry, notice: nil) {
            words.append("\(problem.label) (\(detail))")
        }
        if let flags = entry.string("msDS-User-Account-Control-Computed").flatMap(Int64.init) {
            // UF_LOCKOUT and UF_PASSWORD_EXPIRED ([MS-ADTS] 2.2.16).
            if flags & 0x10 != 0 { words.append("locked after wrong passwords") }
            if flags & 0x80_0000 != 0 { words.append("the password has expired") }
        }
        if entry.string("pwdLastSet") == "0" { words.append("the password must be changed") }
        if let text = entry.string("accountExpires"), let end = date(ofWindows: text), end < Date() {
            words.append("the account expired on \(end.formatted(.iso8601.year().month().day()))")
        }
        if entry.string("pwdReset")?.lowercased() == "true" { words.append("the password must be changed") }
        if let time = entry.string("pwdAccountLockedTime"), !words.contains(where: { $0.contains(time) }) {
            words.append("locked since \(time), perhaps for a time only")
        }
        if let time = entry.string("accountUnlockTime") { words.append("locked until \(time)") }
        return words
    }

    /// Hundreds of nanoseconds since 1601; 0 and the largest number mean "never" ([MS-ADA1] 2.1).
    private static func date(ofWindows text: String) -> Date? {
        guard let ticks = Int64(text), ticks > 0, ticks < Int64.max else { return nil }
        return Date(timeIntervalSince1970: Double(ticks) / 10_000_000 - 11_644_473_600)
    }
}
