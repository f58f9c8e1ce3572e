import Foundation
import TestSupport
import Testing

@Suite("check --directory --user")
struct CheckPersonTests {
    private static let shared = Result { try Slapd() }
    private let slapd: Slapd

    init() throws { slapd = try Self.shared.get() }

    @Test("shows who somebody is, their groups and their role, without a password")
    func person() throws {
        let look = try DirectoryLook(directory: Responder.directory(slapd), user: "alice@example.org")
        #expect(look.status == 0)
        for step in [
            "alice@example.org is \(SlapdPeople.alice)",
            "id alice, name Alice Adams, email alice@example.org", "in 2 groups",
            "nothing that can be read speaks against the account",
            "may enter as moderator, being in \(SlapdPeople.moderators)",
        ] {
            #expect(look.has("ok", step), "\(step) in \(look.output)")
        }
        #expect(slapd.binds(as: SlapdPeople.alice) == 0)
    }

    @Test(
        "says that somebody may not enter, or is nobody",
        arguments: [
            ("carol", Int32(0), "warning", "may not enter: is in no group of access.allow"),
            ("nobody", 67, "FAILED", "nobody matches nobody"),
            ("twins@example.org", 67, "FAILED", "more than one entry matches"),
        ])
    func others(name: String, status: Int32, result: String, says: String) throws {
        let look = try DirectoryLook(directory: Responder.directory(slapd), user: name)
        #expect(look.status == status)
        #expect(look.has(result, says), "\(look.output)")
    }

    @Test("sees a replica that differs, and one that does not know the person")
    func replicas() throws {
        let authority = slapd.authority
        let behind = try Slapd(
            ldif: SlapdPeople.person(uid: "alice", name: "Alice Adams", mail: "alice@example.org")
                + SlapdPeople.person(uid: "bob", name: "Robert Brown", mail: "bob@example.org")
                + SlapdPeople.group("moderators", members: [SlapdPeople.alice])
                + SlapdPeople.group("members", members: [SlapdPeople.bob]), authority: authority)
        let section = Responder.directory(slapd, servers: [slapd.ldapsAddress, behind.ldapsAddress])
        let alice = try DirectoryLook(directory: section, user: "alice")
        #expect(alice.status == 0)
        #expect(
            alice.has("warning", "\(behind.ldapsAddress) says something else of alice"), "\(alice.output)")
        #expect(!alice.says("say the same"))
        #expect(alice.says("        only at \(slapd.ldapsAddress) in \(SlapdPeople.members)"))
        #expect(
            alice.says("role: moderator at \(slapd.ldapsAddress), may not enter at \(behind.ldapsAddress)"))
        #expect(
            try DirectoryLook(directory: section, user: "bob").says(
                "name: Bob Brown at \(slapd.ldapsAddress), Robert Brown at \(behind.ldapsAddress)"))
        let zoe = try DirectoryLook(directory: section, user: "zoë")
        #expect(zoe.status == 67)
        #expect(
            zoe.says("        found at \(slapd.ldapsAddress), not found at \(behind.ldapsAddress)"),
            "\(zoe.output)")
    }

    @Test("says so where the servers agree")
    func agreement() throws {
        let twin = try Slapd(authority: slapd.authority)
        let look = try DirectoryLook(
            directory: Responder.directory(slapd, servers: [slapd.ldapsAddress, twin.ldapsAddress]),
            user: "alice")
        #expect(look.has("ok", "2 servers say the same of alice"), "\(look.output)")
    }

    @Test(
        "shows what speaks against an account",
        arguments: [
            ("locked", "disabled"), ("mustchange", "the password must be changed"),
        ])
    func states(uid: String, says: String) throws {
        let slapd = try Slapd.withPasswordPolicy()
        let look = try DirectoryLook(directory: Responder.directory(slapd), user: uid, access: "")
        #expect(look.has("warning", says), "\(look.output)")
    }

    @Test("shows what entries hold without letting them write on the terminal")
    func hostile() throws {
        let name = "\u{1B}[2J\u{202E}Mallory"
        let slapd = try Slapd(
            ldif: SlapdPeople.person(
                uid: "mallory", name: name, mail: "mallory@example.org", dn: "cn=\(name),\(Slapd.peopleBase)")
        )
        let look = try DirectoryLook(directory: Responder.directory(slapd), user: "mallory", access: "")
        #expect(look.status == 0)
        #expect(look.says("Mallory"))
        #expect(!look.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}"].contains($0) })
    }
}
