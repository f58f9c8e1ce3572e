import Foundation
import Settings
import TestSupport
import Testing

@testable import LDAP
@testable import jitsi_ldap_login

@Suite("A check of the directory, as values")
struct DirectoryCheckTests {
    /// All that a check of servers named by the DNS yields.
    private func events(
        _ found: DiscoveryInspection
    ) throws -> (events: [CheckEvent], summary: DirectoryCheck.Summary) {
        let folder = try TemporaryFolder()
        try folder.write("a secret of more than thirty-two bytes", to: "app-secret", mode: 0o600)
        try folder.write("secret", to: "ldap-password", mode: 0o600)
        let file = try folder.write(
            """
            meet: {url: "https://meet.example.org"}
            token: {app-id: meet}
            directory:
              servers: dns:servers.test
              bind: {dn: "cn=jitsi,dc=example"}
              users: {base: "dc=example", filter: "(uid={username})"}
            """, to: "config.yaml")
        let configuration = try Configuration.load(path: file, environment: [:], checks: .byModules)
        let (parts, rules) = try Assembler.directoryParts(of: configuration)
        var check = DirectoryCheck(parts: parts, rules: rules, configuration: configuration)
        check.discover = { domain, _ in
            #expect(domain == "servers.test")
            return found
        }
        let events = Locked<[CheckEvent]>([])
        let summary = check.run { event in events.withLock { $0.append(event) } }
        return (events.withLock { $0 }, summary)
    }

    private func steps(_ events: [CheckEvent]) -> [CheckStep] {
        events.compactMap { if case .step(let step) = $0 { step } else { nil } }
    }

    @Test("shows the answer of the DNS as a step of its own, and then looks at each server that it names")
    func discovered() throws {
        let port = FreePort.next()
        let server = try DirectoryServer(
            address: ServerAddress(parsing: "ldaps://127.0.0.1:\(port)"), security: .ldaps)
        let (events, summary) = try events(
            DiscoveryInspection(
                servers: [server], asked: ["_ldaps._tcp.servers.test"], dropped: ["evil.example.net:636"],
                problem: nil))
        let steps = steps(events)
        #expect(events.first == .part("dns:servers.test"))
        #expect(events.contains(.part("ldaps://127.0.0.1:\(port)")))
        try #require(steps.count == 3)
        #expect(steps[0].result == .ok)
        #expect(steps[0].text == "the SRV records of servers.test name one server")
        #expect(steps[0].details == ["asked for _ldaps._tcp.servers.test", "ldaps://127.0.0.1:\(port)"])
        #expect(steps[1].result == .warning && steps[1].text == "not believed: evil.example.net:636")
        #expect(steps[2].result == .failed(.unreachable))
        #expect(
            summary
                == .init(servers: 1, sound: 0, warnings: 1, failures: 1, failings: [.unreachable]))
    }

    @Test("fails where the DNS names no server")
    func nothingDiscovered() throws {
        let (events, summary) = try events(
            DiscoveryInspection(servers: [], asked: [], dropped: [], problem: "it has no SRV records"))
        #expect(steps(events).map(\.result) == [.failed(.unreachable)])
        #expect(steps(events)[0].advice.count == 1)
        #expect(summary.servers == 0 && summary.failings == [.unreachable])
        #expect(CheckPrinter.text(of: summary) == "directory NOT OK: no server, one failure")
    }

    @Test(
        "tells products by their root DSE",
        arguments: [
            (["objectClass": "OpenLDAProotDSE"], RootEntry.Product.openLDAP),
            (["vendorName": "389 Project", "vendorVersion": "389-Directory/2.3.1"], .directory389),
            (["vendorName": "389 Project", "ipaDomainLevel": "1"], .freeIPA),
            (["domainControllerFunctionality": "7"], .activeDirectory),
            (
                [
                    "domainControllerFunctionality": "4",
                    "vendorName": "Samba Team (https://www.samba.org)",
                ], .samba
            ),
            (["vendorName": "Somebody"], nil),
        ] as [([String: String], RootEntry.Product?)])
    func products(attributes: [String: String], product: RootEntry.Product?) {
        #expect(RootEntry(Self.entry(attributes)).product == product)
    }

    @Test(
        "reads the server's clock", arguments: [("20261121235959.0Z", 1_795_305_599.0), ("soon", nil)])
    func clock(text: String, seconds: Double?) {
        #expect(RootEntry(Self.entry(["currentTime": text])).time == seconds)
    }

    private static func entry(_ attributes: [String: String]) -> Entry {
        Entry(
            dn: "",
            attributes: attributes.map {
                Entry.Attribute(description: AttributeDescription($0), values: [Array($1.utf8)])
            })
    }

    @Test(
        "counts the letters that differ, up to a bound",
        arguments: [
            ("moderators", "moderators", 0), ("moderator", "moderators", 1), ("modertaors", "moderators", 2),
            ("", "abcd", 4), ("staff", "members", nil), ("a", "abcdefgh", nil),
        ] as [(String, String, Int?)])
    func distance(one: String, other: String, expected: Int?) {
        #expect(EditDistance.between(one, other, atMost: 4) == expected)
        #expect(EditDistance.between(other, one, atMost: 4) == expected)
    }

    @Test("writes numbers as people read them", arguments: [(1, "one account"), (0, "0 accounts")])
    func counts(number: Int, text: String) {
        #expect(Count.of(number, "account") == text)
        #expect(Count.text(1_234_567) == "1,234,567" && Count.text(999) == "999")
    }
}
