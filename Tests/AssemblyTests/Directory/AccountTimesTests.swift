import Foundation
import Login
import Testing

@testable import LDAP
@testable import jitsi_ldap_login

@Suite("What an entry says of its account's times")
struct AccountTimesTests {
    static let now = DirectoryTime(seconds: 1_798_761_599)

    private static func entry(_ attribute: String, _ value: String) -> Entry {
        Entry(
            dn: "uid=a",
            attributes: [
                Entry.Attribute(description: AttributeDescription(attribute), values: [Array(value.utf8)])
            ])
    }

    @Test(
        "is over at its second, in any spelling, and where it cannot be read",
        arguments: [
            ("20261231235958Z", true), ("20261231235959Z", true), ("20261231235959.0Z", true),
            ("20270101000000Z", false), ("20270101000000,5Z", false), ("99991231235959Z", false),
            ("19700101000000Z", true), ("202612312359Z", true), ("20270101000000+0100", true),
            ("20270101000000Z ", true), ("never", true), ("20270101000000", true),
        ])
    func times(text: String, isOver: Bool) {
        let account = AccountState.problem(
            of: Self.entry("krbPrincipalExpiration", text), notice: nil, at: Self.now)
        #expect(account?.0 == (isOver ? .expired : nil))
        let password = Self.entry("krbPasswordExpiration", text)
        #expect(
            AccountState.problem(of: password, notice: nil, at: Self.now)?.0
                == (isOver ? .passwordExpired : nil))
        #expect(AccountState.problem(of: password, notice: .graceLogins(0), at: Self.now) == nil)
        let warned = AccountState.problem(of: password, notice: .expiresIn(seconds: 9), at: Self.now)
        #expect((warned != nil) == isOver)
    }

    @Test(
        "speaks for a person with a session where no bind does",
        arguments: [
            ("accountExpires", "0", nil), ("accountExpires", "9223372036854775807", nil),
            // 2026-12-31 23:59:59, and a second later.
            ("accountExpires", "134432351990000000", .expired),
            ("accountExpires", "134432352000000000", nil),
            ("accountExpires", "-1", .expired), ("accountExpires", "never", .expired),
            ("pwdLastSet", "0", .mustChangePassword), ("pwdLastSet", "134432351990000000", nil),
            ("pwdReset", "TRUE", .mustChangePassword), ("pwdReset", "FALSE", nil),
            ("pwdReset", "?", .mustChangePassword),
            ("msDS-User-Account-Control-Computed", "8388608", .passwordExpired),
            ("msDS-User-Account-Control-Computed", "0", nil),
            ("msDS-User-Account-Control-Computed", "16", nil),
            ("msDS-User-Account-Control-Computed", "-8388608", .passwordExpired),
            ("msDS-User-Account-Control-Computed", "x", .passwordExpired),
            ("userAccountControl", "514", .disabled), ("pwdAccountLockedTime", "000001010000Z", .disabled),
            ("pwdAccountLockedTime", "20261231000000Z", nil), ("nsAccountLock", "TRUE", .disabled),
        ] as [(String, String, AccountProblem?)])
    func withoutBind(attribute: String, value: String, problem: AccountProblem?) {
        let found = AccountState.problemWithoutBind(
            of: Self.entry(attribute, value), at: Date(timeIntervalSince1970: 1_798_761_599))
        #expect(found?.0 == problem)
    }

    @Test(
        "ends a session that is older than the password, or whose password's age cannot be read",
        arguments: [
            // 2026-12-31 23:59:58, :59, and a second later.
            ("pwdLastSet", "134432351980000000", false), ("pwdLastSet", "134432351990000000", false),
            ("pwdLastSet", "134432352000000000", true), ("pwdLastSet", "0", false),
            ("pwdLastSet", "-1", true), ("pwdLastSet", "x", true),
            ("pwdChangedTime", "20261231235959Z", false), ("pwdChangedTime", "20270101000000Z", true),
            ("pwdChangedTime", "20261231", true), ("krbLastPwdChange", "20261231235958Z", false),
            ("krbLastPwdChange", "20270101000000Z", true), ("pwdUpdateTime", "20261231235959Z", false),
            ("pwdUpdateTime", "20270101000000Z", true), ("shadowLastChange", "99999", false),
        ])
    func passwordChange(attribute: String, value: String, isOver: Bool) {
        let change = AccountState.passwordChange(of: Self.entry(attribute, value), after: 1_798_761_599)
        #expect(change == (isOver ? "\(attribute) is \(value)" : nil))
    }
}
