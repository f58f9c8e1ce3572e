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
}
