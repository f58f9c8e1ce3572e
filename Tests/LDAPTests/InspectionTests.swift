import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("A look at the SRV records of a domain")
struct DiscoveryInspectionTests {
    private func look(_ zone: [String: [DNSMessage.SRV]], startTLS: Bool = false) throws
        -> DiscoveryInspection
    {
        let dns = try DNSServer(zone)
        return withExtendedLifetime(dns) {
            DiscoveryInspection.run(
                domain: "servers.test", startTLS: startTLS,
                nameServer: NameServer(address: (127, 0, 0, 1), port: dns.port))
        }
    }

    @Test("tells the servers in their order, what was asked for, and what is not believed")
    func records() throws {
        let found = try look([
            "_ldap._tcp.servers.test": [
                DNSMessage.SRV("two.servers.test", port: 389, priority: 2),
                DNSMessage.SRV("one.servers.test", port: 389, priority: 1),
                DNSMessage.SRV("evil.example.net", port: 389),
            ]
        ])
        #expect(
            found.servers.map(\.address.description) == [
                "ldaps://one.servers.test:636", "ldaps://two.servers.test:636",
            ])
        #expect(found.asked == ["_ldaps._tcp.servers.test", "_ldap._tcp.servers.test"])
        #expect(found.dropped == ["evil.example.net:389"])
        #expect(found.problem == nil)
    }

    @Test("says why there are none")
    func none() throws {
        let found = try look([:], startTLS: true)
        #expect(found.servers.isEmpty && found.asked == ["_ldap._tcp.servers.test"])
        #expect(found.problem == "it has no SRV records")
        let away = try look(["_ldaps._tcp.servers.test": [DNSMessage.SRV("", port: 0)]])
        #expect(away.problem != nil && away.servers.isEmpty)
    }
}

@Suite("A look at one server")
struct InspectedServerTests {
    private static let slapd = Result { try Slapd() }

    private func inspected(_ address: String, _ authority: String) throws -> InspectedServer {
        try InspectedServer(
            server(address, nil), trust: .file(authority), account: service, timeout: .seconds(2))
    }

    @Test("tells its addresses, and for each whether it answers")
    func addresses() throws {
        let slapd = try Self.slapd.get()
        let good = try inspected(slapd.ldapsAddress, slapd.certificateAuthorityFile)
        #expect(try good.lookUp() == ["127.0.0.1"])
        #expect(try good.reach() == [.init(text: "127.0.0.1", problem: nil)])
        let dead = try inspected("ldaps://[::1]:\(FreePort.next())", slapd.certificateAuthorityFile)
        #expect(try dead.lookUp() == ["::1"])
        #expect(try dead.reach().map { $0.problem != nil } == [true])
        let socket = try inspected(slapd.socketAddress, slapd.certificateAuthorityFile)
        #expect(try socket.lookUp() == [slapd.folder.file("ldapi")])
        #expect(try socket.reach().allSatisfy { $0.problem == nil })
    }

    @Test("searches as the service, and gives up after its timeout where the server has gone mute")
    func search() throws {
        let isBounded = try isDone(within: .seconds(8)) { () throws -> Duration in
            let slapd = try Slapd()
            let inspected = try inspected(slapd.ldapsAddress, slapd.certificateAuthorityFile)
            try inspected.connect()
            let found = try inspected.search(
                base: Slapd.peopleBase, filter: Filter(parsing: "(uid=alice)"), attributes: [], sizeLimit: 1)
            #expect(found.entries.map(\.dn) == [SlapdPeople.alice])
            slapd.pause()
            defer { slapd.resume() }
            let time = measure {
                let error = #expect(throws: LDAPError.self) {
                    try inspected.search(
                        base: Slapd.peopleBase, filter: .anything, attributes: [], sizeLimit: 1)
                }
                #expect(error?.reason == .timedOut)
            }
            #expect(time > .seconds(1))
            return time
        }
        #expect(isBounded)
    }
}

@Suite("A distinguished name in its tree")
struct DistinguishedNameTreeTests {
    @Test(
        "is below its parents, and below itself",
        arguments: [
            ("cn=a,ou=b,dc=c", "OU=B, dc=C", true), ("ou=b,dc=c", "ou=b,dc=c", true),
            ("dc=c", "ou=b,dc=c", false), ("cn=a,ou=bb,dc=c", "ou=b,dc=c", false),
            ("cn=a\\,ou=b,dc=c", "ou=b,dc=c", false),
        ])
    func below(name: String, top: String, isBelow: Bool) throws {
        #expect(
            try DistinguishedName(parsing: name).isBelow(DistinguishedName(parsing: top)) == isBelow)
    }
}
