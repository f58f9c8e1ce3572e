import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("Several servers")
struct FailoverTests {
    @Test("Wrong credentials never fail over")
    func wrongCredentials() throws {
        let one = try Slapd()
        let two = try Slapd(authority: one.authority)
        let directory = try DirectoryServers(
            at: [one.ldapsAddress, two.ldapsAddress], authority: one.certificateAuthorityFile)
        #expect(try directory.verify(SlapdPeople.alice, secret("wrong")).verdict == .wrongCredentials)
        #expect(one.binds(as: SlapdPeople.alice) == 1)
        #expect(two.binds(as: SlapdPeople.alice) == 0)
    }

    @Test("With every server left, all of them are still tried")
    func allLeft() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, tuning: .never)
        slapd.stop()
        #expect(directory.failures().first?.step == .connect)
        #expect(directory.statistics[0].isLeft)
        try slapd.start()
        #expect(try directory.aliceCanSignIn())
        #expect(!directory.statistics[0].isLeft)
    }

    @Test("A wrong question is not put to the next server")
    func wrongQuestion() throws {
        let one = try Slapd()
        let two = try Slapd(authority: one.authority)
        let directory = try DirectoryServers(
            at: [one.ldapsAddress, two.ldapsAddress], authority: one.certificateAuthorityFile)
        let error = #expect(throws: DirectoryUnreachable.self) {
            try directory.withServer { session throws(LDAPError) in
                try session.search(
                    base: "ou=nowhere,dc=example,dc=org", filter: Filter(checked: "(uid=*)"), attributes: [],
                    sizeLimit: 1)
            }
        }
        #expect(error?.failures.count == 1)
        #expect(two.binds(as: Slapd.serviceDN) == 0)
    }

    @Test("The session names its server, for the log")
    func names() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let name = try directory.withServer { session throws(LDAPError) in session.server.description }
        #expect(name == slapd.ldapsAddress)
    }

    @Test("A server is found by its name too")
    func byName() throws {
        let authority = try Shared.authority.get()
        let host = try Command.output(["hostname"]).trimmingCharacters(in: .whitespacesAndNewlines)
        let slapd = try Slapd(
            authority: authority, identity: try authority.issue(for: [host, "localhost", "127.0.0.1"]))
        // libldap expects the machine's own name in place of localhost.
        let directory = try DirectoryServers(
            at: ["ldaps://localhost:\(slapd.tlsPort)"], authority: authority.certificateFile)
        #expect(try directory.aliceCanSignIn())
    }
}
