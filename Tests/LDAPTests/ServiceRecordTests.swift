import TestSupport
import Testing

@testable import LDAP

@Suite("SRV records")
struct ServiceRecordTests {
    private func record(
        _ target: String, priority: UInt16 = 0, weight: UInt16 = 0, port: UInt16 = 636, life: UInt32 = 300
    ) -> ServiceRecord {
        ServiceRecord(priority: priority, weight: weight, port: port, target: target, life: life)
    }

    private func finding(
        startTLS: Bool = false, _ answers: [String: ServiceAnswer]
    ) throws -> ServerFinding {
        var finding = ServerFinding(
            domain: try ServiceDomain(parsing: "Example.org."), startTLS: startTLS)
        finding.ask { answers[$0] ?? .absent }
        return finding
    }

    private func addresses(_ finding: ServerFinding) -> [String] {
        guard case .servers(let servers) = finding.result else { return [] }
        return servers.map(\.address.description)
    }

    @Test("come by priority, and by weight within one")
    func order() {
        let records = [
            record("last", priority: 20), record("seldom", priority: 10, weight: 10),
            record("often", priority: 10, weight: 90), record("never", priority: 10),
            record("first", priority: 5, weight: 1),
        ]
        var seconds: [String: Int] = [:]
        for _ in 0..<2000 {
            let targets = ServiceRecord.ordered(records).map(\.target)
            #expect(targets.first == "first" && targets.last == "last" && Set(targets).count == 5)
            seconds[targets[1], default: 0] += 1
        }
        #expect((1500...1950).contains(seconds["often"] ?? 0), "\(seconds)")
        #expect((100...400).contains(seconds["seldom"] ?? 0), "\(seconds)")
        #expect((1...100).contains(seconds["never"] ?? 0), "\(seconds)")
    }

    @Test("of ldaps come first, with their ports")
    func encrypted() throws {
        let found = try finding([
            "_ldaps._tcp.example.org": .records([record("LDAP1.example.ORG.", port: 6360)]),
            "_ldap._tcp.example.org": .records([record("ldap2.example.org", port: 389)]),
        ])
        #expect(addresses(found) == ["ldaps://ldap1.example.org:6360"])
        #expect(found.life == .seconds(300))
    }

    @Test("of ldap stand for ldaps on 636 where there are no others, and for themselves with StartTLS")
    func plain() throws {
        let answers: [String: ServiceAnswer] = [
            "_ldap._tcp.example.org": .records([
                record("dc1.example.org", priority: 1, port: 389, life: 600),
                record("dc2.example.org", priority: 2, port: 389, life: 60),
            ])
        ]
        let found = try finding(answers)
        #expect(addresses(found) == ["ldaps://dc1.example.org:636", "ldaps://dc2.example.org:636"])
        #expect(found.life == .seconds(60))
        let withStartTLS = try finding(startTLS: true, answers)
        #expect(addresses(withStartTLS) == ["ldap://dc1.example.org:389", "ldap://dc2.example.org:389"])
        guard case .servers(let servers) = withStartTLS.result else { return }
        #expect(servers.allSatisfy { $0.security == .startTLS })
    }

    @Test(
        "with a target outside of the domain, or none that can be, are dropped",
        arguments: [
            "ldap.example.net", "example.org.evil.net", "evilexample.org", "org", "", "ldap.example.org.evil",
            "10.0.0.1", "a b.example.org", "x\\000.example.org", "-x.example.org", "x..example.org",
            "ldap.exämple.org", "ldaps://x.example.org", "x/y.example.org",
        ])
    func foreign(target: String) throws {
        let found = try finding([
            "_ldaps._tcp.example.org": .records([record(target), record("ok.example.org")])
        ])
        #expect(addresses(found) == ["ldaps://ok.example.org:636"])
        #expect(found.dropped == ["\(target):636"])
        let alone = try finding(["_ldaps._tcp.example.org": .records([record(target)])])
        #expect(alone.result == .unknown("none of its SRV records can be used"))
    }

    @Test("may name the domain itself and hosts far below it, but no port 0")
    func inside() throws {
        let found = try finding([
            "_ldaps._tcp.example.org": .records([
                record("example.org", priority: 1), record("a.b.c.example.org.", priority: 2),
                record("c.example.org", priority: 3, port: 0),
            ])
        ])
        #expect(addresses(found) == ["ldaps://example.org:636", "ldaps://a.b.c.example.org:636"])
        #expect(found.dropped == ["c.example.org:0"])
    }

    @Test("are used up to 16, each server once")
    func most() throws {
        let many = (0..<1000).map { record("ldap\($0 / 2).example.org", priority: UInt16($0)) }
        let found = addresses(try finding(["_ldaps._tcp.example.org": .records(many)]))
        #expect(found == (0..<16).map { "ldaps://ldap\($0).example.org:636" })
    }

    @Test("say by a dot that there is no service, and nothing is guessed then")
    func noService() throws {
        let found = try finding([
            "_ldaps._tcp.example.org": .records([record(".")]),
            "_ldap._tcp.example.org": .records([record("ldap.example.org", port: 389)]),
        ])
        #expect(found.result == .noService)
    }

    @Test("that could not be had are no reason for others")
    func failed() throws {
        let found = try finding([
            "_ldaps._tcp.example.org": .failed("no answer"),
            "_ldap._tcp.example.org": .records([record("ldap.example.org", port: 389)]),
        ])
        #expect(found.result == .unknown("no answer"))
        #expect(try finding([:]).result == .unknown("it has no SRV records"))
    }

    @Test(
        "are asked for of a domain only",
        arguments: [
            "", ".", "example..org", "10.0.0.1", "ex ample.org", "example.org/x", "*.org", "::1",
            String(repeating: "a.", count: 121) + "org",
        ])
    func noDomain(text: String) {
        #expect(throws: LDAPConfigurationError.self) { try ServerSource.domain(in: "dns:" + text) }
        #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServers(
                .dns(domain: text, startTLS: false), trust: .system, account: .anonymous)
        }
    }

    @Test("are asked for where the setting says so")
    func domain() throws {
        #expect(try ServerSource.domain(in: "dns:Example.org.") == "example.org")
        #expect(try ServerSource.domain(in: "DNS:corp") == "corp")
        #expect(try ServerSource.domain(in: "ldaps://example.org") == nil)
    }
}
