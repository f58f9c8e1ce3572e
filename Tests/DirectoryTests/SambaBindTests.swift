import LDAP
import TestSupport
import Testing

@Suite("Active Directory answers as its fixture says")
struct SambaBindTests {
    let domain: SambaDomain
    let directory: RealDirectory

    init() throws {
        domain = try SambaDomain.shared.get()
        directory = try RealDirectory(domain)
    }

    /// The reason that a right and a wrong password are refused for; nil: accepted.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let right: String?
        var wrong = "52e"
        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "alice", right: nil), Row(name: "judy", right: nil), Row(name: "olga", right: nil),
        Row(name: "carol", right: "533"), Row(name: "dave", right: "701"), Row(name: "erin", right: "773"),
        Row(name: "frank", right: "532"), Row(name: "grace", right: "775", wrong: "775"),
        Row(name: "heidi", right: "530"), Row(name: "ivan", right: "531"), Row(name: "nobody", right: "52e"),
    ]

    @Test("Every state of an account has its reason, for the right and for a wrong password", arguments: rows)
    func table(row: Row) throws {
        for (password, reason) in [(SambaPeople.password(of: row.name), row.right), ("wrong", row.wrong)] {
            for name in [SambaPeople.person(row.name), row.name + "@corp.example", "CORP\\" + row.name] {
                let result = try directory.verify(name, password)
                #expect(result.verdict == (reason == nil ? .accepted : .wrongCredentials), "\(name)")
                guard let reason else { continue }
                #expect(result.code == .invalidCredentials)
                #expect(
                    result.diagnostic
                        == "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data \(reason), v1db1",
                    "\(name)")
            }
        }
    }

    @Test("Three wrong passwords lock an account, for the right one too")
    func lockout() throws {
        let dn = try domain.addPerson("victim", isLockable: true)
        #expect(try directory.verify(dn, SambaPeople.password(of: "victim")).verdict == .accepted)
        for _ in 0..<3 { #expect(try directory.verify(dn, "wrong").diagnostic.contains("data 52e")) }
        for password in ["wrong", SambaPeople.password(of: "victim")] {
            #expect(try directory.verify(dn, password).diagnostic.contains("data 775"))
        }
    }

    @Test("Several forms of a name sign in, a computer's too, and the bare name of an account does not")
    func names() throws {
        for (name, account) in [
            (SambaPeople.ninaPrincipal, "nneumann"), ("nneumann@corp.example", "nneumann"),
            (SambaPeople.jmueller, "jmueller"), ("corp\\ALICE", "alice"), (SambaPeople.computer, "classroom"),
            ("ALICE@CORP.EXAMPLE", "alice"),
        ] {
            let result = try directory.verify(name, SambaPeople.password(of: account))
            #expect(result.verdict == .accepted, "\(name)")
        }
        for name in ["alice", "corp.example\\alice"] {
            let result = try directory.verify(name, SambaPeople.password(of: "alice"))
            #expect(result.verdict == .wrongCredentials, "\(name)")
        }
    }

    @Test(
        "A password of NULs or blanks is not taken for none",
        arguments: ["\0", "\0\0\0", " ", "\0alice"])
    func passwordBytes(password: String) throws {
        for name in [SambaPeople.alice, "alice@corp.example", "CORP\\alice", "nobody@corp.example"] {
            #expect(try directory.verify(name, password).verdict != .accepted, "\(name)")
        }
    }

    @Test("What stands behind a NUL in a password, Samba does not read")
    func cutPassword() throws {
        let right = SambaPeople.password(of: "alice")
        #expect(try directory.verify(SambaPeople.alice, right + "\0x").verdict == .accepted)
        for wrong in [right + " ", "x\0" + right, right.uppercased()] {
            #expect(try directory.verify(SambaPeople.alice, wrong).verdict == .wrongCredentials, "\(wrong)")
        }
    }

    @Test("Without encryption a password is refused, and StartTLS is enough")
    func encryption() throws {
        let plain = try RealDirectory(
            domain.plainAddress, authority: domain.certificateAuthorityFile, dn: SambaDomain.serviceName,
            password: SambaDomain.servicePassword)
        #expect(throws: DirectoryUnreachable.self) { try plain.find("(cn=alice)", base: SambaDomain.base) }
        let encrypted = try RealDirectory(
            domain.plainAddress, .startTLS, authority: domain.certificateAuthorityFile,
            dn: SambaDomain.serviceName, password: SambaDomain.servicePassword)
        #expect(try encrypted.find("(cn=alice)", base: SambaDomain.base).count == 1)
    }
}
