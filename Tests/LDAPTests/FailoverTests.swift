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

    @Test("After two servers that took a password and said nothing, no third one gets it")
    func silentJudges() throws {
        let binds = Locked(0)
        let silent = try (0..<3).map { _ in
            try SocketServer.scripted { request in
                guard request.operation == ScriptedLDAP.bind, request.base == "uid=alice" else {
                    return ScriptedLDAP.result(0, to: request)
                }
                binds.withLock { $0 += 1 }
                return nil
            }
        }
        let servers = try DirectoryServers(
            .fixed(
                silent.map {
                    try DirectoryServer(address: ServerAddress(parsing: $0.address), security: .plainText)
                }), trust: .system, account: .none, connections: 1, timeout: .seconds(2), tuning: .never,
            report: { _ in })
        for expected in [2, 4] {
            #expect(throws: DirectoryUnreachable.self) {
                try servers.withServer { session throws(LDAPError) in
                    try session.verify(dn: "uid=alice", password: secret("guess"))
                }
            }
            // The second login asks the one in use, and, now that all are left, one of the others.
            #expect(binds.withLock { $0 } == expected)
        }
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
