import TestSupport
import Testing

@Suite("An account that its entry calls switched off, at a server that lets the bind through")
struct AccountStateTests {
    private static let slapd = Result {
        try Slapd(
            ldif: rows.enumerated().map { number, row in
                SlapdPeople.person(
                    uid: "p\(number)", name: "P \(number)", mail: "p\(number)@example.org",
                    more: "objectClass: accountState\n\(row.attribute): \(row.value)")
            }.joined(),
            globally: """
                attributetype ( 1.3.6.1.4.1.4203.666.1.11 NAME 'userAccountControl' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
                attributetype ( 1.3.6.1.4.1.4203.666.1.12 NAME 'nsAccountLock' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
                objectclass ( 1.3.6.1.4.1.4203.666.3.11 NAME 'accountState' AUXILIARY MAY ( userAccountControl $ nsAccountLock ) )
                """)
    }

    struct Row: Sendable {
        let attribute: String
        let value: String
        let isOut: Bool
        /// The kind whose entries say so.
        let kind: String
    }

    static let rows = [
        Row(attribute: "userAccountControl", value: "512", isOut: false, kind: "active-directory"),
        Row(attribute: "userAccountControl", value: "514", isOut: true, kind: "active-directory"),
        Row(attribute: "userAccountControl", value: "66050", isOut: true, kind: "active-directory"),
        Row(attribute: "userAccountControl", value: "-2147483134", isOut: true, kind: "active-directory"),
        Row(attribute: "userAccountControl", value: "unreadable", isOut: true, kind: "active-directory"),
        Row(attribute: "nsAccountLock", value: "TRUE", isOut: true, kind: "freeipa"),
        Row(attribute: "nsAccountLock", value: "true", isOut: true, kind: "freeipa"),
        Row(attribute: "nsAccountLock", value: "FALSE", isOut: false, kind: "freeipa"),
        Row(attribute: "nsAccountLock", value: "unreadable", isOut: true, kind: "freeipa"),
    ]

    @Test("stays out, by its own kind and where no kind is named", arguments: rows.indices)
    func entryState(index: Int) throws {
        let row = Self.rows[index]
        let slapd = try Self.slapd.get()
        for kind in [row.kind, ""] {
            let section = """
                  \(kind.isEmpty ? "" : "kind: \(kind)")
                  servers: [\(slapd.ldapsAddress)]
                  ca-file: \(slapd.certificateAuthorityFile)
                  bind: {dn: "\(Slapd.serviceDN)"}
                  users: {base: "\(Slapd.peopleBase)", filter: "(uid={username})", attributes: {id: uid}}
                  groups: {attribute: memberOf}
                """
            let trial = try Trial("p\(index)", "p\(index) secret", directory: section)
            #expect((trial.status == 0) == !row.isOut, "\(row) \(kind): \(trial.output)")
            #expect(trial.says("may not sign in: disabled") == row.isOut)
            #expect(try Trial("p\(index)", "wrong", directory: section).says("the password is refused"))
        }
    }
}
