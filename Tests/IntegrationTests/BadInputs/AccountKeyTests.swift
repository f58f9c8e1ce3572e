import Login
import Secrets
import Settings
import TestSupport
import Testing

@testable import jitsi_ldap_login

/// What is counted of an account is counted by `Account.key`: whoever types its name in another way is not another one.
@Suite("One account, however its name is typed")
struct AccountKeyTests {
    private static let slapd = Result { try Slapd() }

    /// What the product, configured so, makes of each of the names, with the right password and with a wrong one.
    private func keys(_ names: [String], _ password: String, section: String, servicePassword: String) throws
        -> Set<String?>
    {
        let folder = try TemporaryFolder()
        let file = try Responder.write(to: folder, meetURL: "https://meet.example.org", directory: section)
        try folder.write(servicePassword, to: "ldap-password", mode: 0o600)
        let configuration = try Configuration.load(
            path: file, environment: ["CREDENTIALS_DIRECTORY": ""], checks: .byModules)
        let (parts, _) = try Assembler.directoryParts(of: configuration)
        let directory = try parts.directory()
        var keys: Set<String?> = []
        for name in names {
            for password in [password, "wrong"] {
                let answer = directory.authenticate(
                    Credentials(username: name, password: SecretBytes(copying: Array(password.utf8))),
                    since: .now, readsGroups: true, gate: nil, observe: nil)
                keys.insert(answer.key)
                if case .authenticated(let account, _) = answer.verdict { keys.insert(account.key) }
            }
        }
        return keys
    }

    @Test(
        "has one key in OpenLDAP: in any case, by mail address, in full width, composed or not",
        arguments: [
            (
                ["alice", "ALICE", "aLiCe", "alice@example.org", "Alice@Example.ORG", "ａｌｉｃｅ"],
                "alice secret",
                SlapdPeople.alice
            ),
            (
                ["zoë", "ZOË", "zoe\u{308}", "zoe@example.org", "ZOE@example.ORG"], "zoë secret",
                SlapdPeople.zoe
            ),
        ])
    func openLDAP(names: [String], password: String, key: String) throws {
        let section = Responder.directory(try Self.slapd.get())
        let keys = try keys(names, password, section: section, servicePassword: Slapd.servicePassword)
        #expect(keys == [key])
    }

    @Test("has one key in an Active Directory: with the domain before it or behind it, or with none")
    func activeDirectory() throws {
        let domain = try SambaDomain.shared.get()
        // Added for this test alone: three wrong passwords would lock nobody out, but others count them.
        try domain.addPerson("keyed")
        let names = [
            "keyed", "KEYED", "keyed@corp.example", "Keyed@CORP.example", "CORP\\keyed", "corp\\Keyed",
            "corp.example\\keyed",
        ]
        let keys = try keys(
            names, SambaPeople.password(of: "keyed"), section: domain.section(),
            servicePassword: SambaDomain.servicePassword)
        #expect(keys.count == 1 && keys.first??.hasPrefix("cn=keyed,") == true, "\(keys)")
    }

    @Test("is not another's: two people have two keys, and nobody has none")
    func others() throws {
        let section = Responder.directory(try Self.slapd.get())
        let keys = try keys(
            ["alice", "bob", "nobody"], "wrong", section: section, servicePassword: Slapd.servicePassword)
        #expect(keys == [SlapdPeople.alice, SlapdPeople.bob, nil])
    }
}
