import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("Several servers")
struct FailoverTests {
    @Test(
        "A refused, a mute and a wrongly certified server are passed over in the same login, then asked last")
    func passedOver() throws {
        let slapd = try Shared.slapd.get()
        let mute = try BadDirectory.silent()
        let foreign = try Slapd(authority: try CertificateAuthority(name: "Another CA"))
        for bad in ["ldaps://127.0.0.1:\(FreePort.next())", mute.tlsAddress, foreign.ldapsAddress] {
            let events = Events()
            let directory = try DirectoryServers(
                at: [bad, slapd.ldapsAddress], authority: slapd.certificateAuthorityFile,
                timeout: .seconds(2),
                events: events)
            #expect(try directory.aliceCanSignIn())
            #expect(directory.statistics[0].isHeldOff)
            let time = measure { #expect(throws: Never.self) { try directory.aliceCanSignIn() } }
            #expect(time < .milliseconds(1500))
            let left = events.all.filter { if case .serverLeft = $0 { true } else { false } }
            #expect(left.count == 1 && left[0].isProblem)
        }
    }

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

    @Test("A login takes no longer than twice the time-out, however many servers are mute")
    func wholeLoginIsBounded() throws {
        let servers = try (0..<5).map { _ in try BadDirectory.silent() }
        let directory = try DirectoryServers(
            at: servers.map(\.tlsAddress), authority: try Shared.authority.get().certificateFile,
            timeout: .seconds(1))
        let time = measure { #expect(directory.failures().count >= 2) }
        #expect(time < .seconds(5))
    }

    @Test("A server that comes back is taken back without a restart")
    func takenBack() throws {
        let one = try Slapd()
        let two = try Slapd(authority: one.authority)
        let events = Events()
        let directory = try DirectoryServers(
            at: [one.ldapsAddress, two.ldapsAddress], authority: one.certificateAuthorityFile, events: events)
        one.stop()
        #expect(try directory.aliceCanSignIn())
        try one.start()
        #expect(
            eventually(within: 30) {
                (try? directory.aliceCanSignIn()) == true && !directory.statistics[0].isHeldOff
            })
        #expect(events.all.contains { if case .serverTakenBack = $0 { true } else { false } })
    }

    @Test("With every server held off, all of them are still tried")
    func allHeldOff() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        slapd.stop()
        #expect(directory.failures().first?.step == .connect)
        try slapd.start()
        #expect(try directory.aliceCanSignIn())
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
