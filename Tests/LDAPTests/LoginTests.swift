import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("A login at a real directory")
struct LoginTests {
    let slapd: Slapd
    let directory: DirectoryServers

    init() throws {
        slapd = try Shared.slapd.get()
        directory = try DirectoryServers(at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
    }

    @Test("Over LDAPS and over StartTLS a person is found and the right password accepted")
    func bothWaysOfTLS() throws {
        #expect(try directory.aliceCanSignIn())
        let other = try DirectoryServers(
            at: [slapd.plainAddress], .startTLS, authority: slapd.certificateAuthorityFile)
        #expect(try other.aliceCanSignIn())
    }

    @Test("A wrong password is a value with the server's number, not an error")
    func wrongPassword() throws {
        let result = try directory.verify(SlapdPeople.alice, secret("wrong"))
        #expect(result.verdict == .wrongCredentials)
        #expect(result.code == .invalidCredentials)
        #expect(
            try directory.verify("uid=nobody,\(Slapd.peopleBase)", secret("x")).verdict == .wrongCredentials)
    }

    @Test("An empty password never reaches the directory, nor one that a server written in C takes for empty")
    func emptyPassword() throws {
        let own = try Slapd()
        let directory = try DirectoryServers(at: [own.ldapsAddress], authority: own.certificateAuthorityFile)
        for password in ["", "\0", "\0x"] {
            #expect(try directory.verify(SlapdPeople.bob, secret(password)).verdict == .emptyPassword)
        }
        #expect(own.binds(as: SlapdPeople.bob) == 0)
        #expect(try directory.verify(SlapdPeople.bob, secret("x")).verdict == .wrongCredentials)
        #expect(own.binds(as: SlapdPeople.bob) == 1)
    }

    @Test("An empty DN is refused, since it would bind as nobody")
    func emptyName() throws {
        #expect(throws: DirectoryUnreachable.self) { try directory.verify("", secret("x")) }
    }

    @Test("A DN with a NUL is refused, since C would cut it short there")
    func nulInName() throws {
        #expect(throws: DirectoryUnreachable.self) {
            try directory.verify(SlapdPeople.alice + "\0", secret(SlapdPeople.password(of: "alice")))
        }
    }

    @Test("The groups of a person are on the entry, and groups can be searched for")
    func groups() throws {
        let alice = try #require(try directory.find("alice", attributes: ["memberOf"]).first)
        #expect(Set(alice.strings("memberof")) == [SlapdPeople.moderators, SlapdPeople.members])
        let filter = try FilterTemplate(parsing: "(member={dn})", placeholders: ["dn"]).filled([
            "dn": SlapdPeople.bob
        ])
        let found = try directory.withServer { session throws(LDAPError) in
            try session.search(base: Slapd.groupsBase, filter: filter, attributes: [], sizeLimit: 10)
        }
        #expect(found.entries.map(\.dn) == [SlapdPeople.members])
        #expect(found.isComplete)
    }

    @Test(
        "Passwords are taken as they are",
        arguments: [
            ("spaces at both ends", "  x  "), ("not ASCII", "pässwörd ✓"),
            ("NUL inside", "x\0y"),
            ("reserved characters", "+%&=?"), ("4 KiB", String(repeating: "k", count: 4096)),
            ("line break", "\n"),
        ])
    func passwords(what: String, password: String) throws {
        let uid = "pw\(UInt32.random(in: 0 ... .max))"
        try slapd.add(
            SlapdPeople.person(
                uid: uid, name: "Pass Word", mail: uid + "@example.org", password: Array(password.utf8)))
        let dn = "uid=\(uid),\(Slapd.peopleBase)"
        #expect(try directory.verify(dn, secret(password)).verdict == .accepted)
        #expect(try directory.verify(dn, secret(password + "x")).verdict == .wrongCredentials)
        #expect(try directory.verify(dn, secret(password.trimmingOneEnd)).verdict != .accepted)
    }

    @Test("Two entries that match are both reported, and more than asked for are said to be")
    func severalMatches() throws {
        let filter = try Filter(parsing: "(mail=twins@example.org)")
        let two = try directory.withServer { session throws(LDAPError) in
            try session.search(base: Slapd.peopleBase, filter: filter, attributes: ["uid"], sizeLimit: 2)
        }
        #expect(two.entries.count == 2 && two.isComplete)
        let one = try directory.withServer { session throws(LDAPError) in
            try session.search(base: Slapd.peopleBase, filter: filter, attributes: ["uid"], sizeLimit: 1)
        }
        #expect(one.entries.count == 1 && !one.isComplete)
        // The server keeps to the limit itself: nothing had to be cut off.
        #expect(directory.statistics[0].idleConnections == 1)
    }

    @Test("An account without a password is refused, as a value")
    func accountWithoutPassword() throws {
        let result = try directory.verify(SlapdPeople.moderators, secret("x"))
        #expect(result.verdict == .wrongCredentials || result.verdict == .refused)
    }
}

extension String {
    /// Without its last character; a password cut by one must not be accepted.
    fileprivate var trimmingOneEnd: String { String(dropLast()) }
}
