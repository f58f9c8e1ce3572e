import Foundation
import TestSupport
import Testing

@Suite("Somebody with a session, in an Active Directory")
struct ReturnToActiveDirectoryTests {
    let domain: SambaDomain

    init() throws { domain = try SambaDomain.shared.get() }

    private var section: String {
        domain.section(users: "{base: \"\(SambaDomain.base)\", attributes: {id: sAMAccountName}}")
    }

    private func person(
        _ name: String, signsIn: Bool = true, access: String = "", age: Int = 0
    ) throws -> ReturningPerson {
        try ReturningPerson(
            name, signsIn ? SambaPeople.password(of: name) : nil, directory: section,
            access: access, servicePassword: SambaDomain.servicePassword, age: age)
    }

    /// Each is a member of their own group at first.
    private func added(_ name: String) throws -> (dn: String, access: String) {
        let dn = try domain.addPerson(name)
        let group = "CN=\(name)-group,\(SambaPeople.groupsBase)"
        try domain.change(
            """
            dn: \(group)
            changetype: add
            objectClass: group
            sAMAccountName: \(name)-group
            member: \(dn)

            """)
        return (dn, "access: {allow: ['\(group)']}")
    }

    @Test(
        "is let in as long as the account is as it was",
        arguments: [
            ("ret1", "userAccountControl: 514", "disabled"), ("ret2", "accountExpires: 1", "expired"),
            ("ret3", "pwdLastSet: 0", "mustChangePassword"),
            ("ret4", "accountExpires: 0", "admitted as member"),
            ("ret5", "sAMAccountName: other5", "not-found"),
        ])
    func changes(name: String, change: String, outcome: String) throws {
        let (dn, access) = try added(name)
        let person = try person(name, access: access)
        #expect(person.comesBack() == "admitted as member")
        let attribute = change.prefix { $0 != ":" }
        try domain.change("dn: \(dn)\nchangetype: modify\nreplace: \(attribute)\n\(change)\n")
        #expect(person.comesBack() == outcome)
    }

    @Test("is out where the account has left the group, was deleted, or made anew by the same name elsewhere")
    func gone() throws {
        let (dn, access) = try added("ret6")
        let person = try person("ret6", access: access)
        #expect(person.comesBack() == "admitted as member")
        try domain.change(
            "dn: CN=ret6-group,\(SambaPeople.groupsBase)\nchangetype: modify\ndelete: member\nmember: \(dn)\n"
        )
        #expect(person.comesBack() == "not-allowed")
        try domain.change("dn: \(dn)\nchangetype: delete\n")
        #expect(person.comesBack() == "not-found")
        let password = Data("\"another secret\"".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] })
        try domain.change(
            """
            dn: CN=ret6 again,\(SambaPeople.base)
            changetype: add
            objectClass: user
            sAMAccountName: ret6
            userAccountControl: 512
            unicodePwd:: \(password.base64EncodedString())

            """)
        #expect(person.comesBack() == "not-found")
    }

    @Test(
        "is out with a password that has expired by the domain's policy, and in where none of the attributes speaks against it",
        arguments: [
            ("frank", "passwordExpired"), ("erin", "mustChangePassword"), ("carol", "disabled"),
            ("dave", "expired"),
            ("judy", "admitted as member"), ("olga", "admitted as member"),
            // Somebody else's guesses must not end a session; hours and computers are the bind's to judge.
            ("grace", "admitted as member"), ("heidi", "admitted as member"), ("ivan", "admitted as member"),
            ("nobody-of-this-name", "not-found"),
        ])
    func states(name: String, outcome: String) throws {
        #expect(try person(name, signsIn: false).comesBack() == outcome)
    }

    @Test("is out where the password was changed after the session had begun")
    func newPassword() throws {
        let (_, access) = try added("ret7")
        #expect(try person("ret7", access: access).comesBack() == "admitted as member")
        #expect(try person("ret7", access: access, age: 300).comesBack() == "password-changed")
    }

    @Test("is found by every form of their name", arguments: ["CORP\\alice", "ALICE@corp.example", "Alice"])
    func names(typed: String) throws {
        let person = try ReturningPerson(
            typed, "alice secret", directory: domain.section(),
            access: Trial.moderators(SambaPeople.moderators), servicePassword: SambaDomain.servicePassword)
        #expect(person.comesBack() == "admitted as moderator")
    }
}
