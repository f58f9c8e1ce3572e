import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("Servers found by the DNS")
struct DiscoveryTests {
    private static let ldaps = "_ldaps._tcp.servers.test"
    private static let ldap = "_ldap._tcp.servers.test"

    /// Two real servers with certificates for names of `servers.test`, which lead to this machine.
    private struct Site {
        let one: Slapd
        let two: Slapd
        let dns: DNSServer
        let events = Events()

        init() throws {
            let authority = try Shared.authority.get()
            one = try Slapd(authority: authority, identity: try authority.issue(for: ["one.servers.test"]))
            two = try Slapd(authority: authority, identity: try authority.issue(for: ["two.servers.test"]))
            dns = try DNSServer([:])
        }

        func directory(
            startTLS: Bool = false, timeout: Duration = .seconds(10), tuning changed: Tuning = .quick
        ) throws -> DirectoryServers {
            var tuning = changed
            tuning.nameServer = NameServer(address: (127, 0, 0, 1), port: dns.port)
            tuning.recordLife = .milliseconds(100)...Duration.milliseconds(200)
            tuning.discoveryRetry = .milliseconds(100)
            tuning.resolve = { host, port in
                guard host.hasSuffix(".servers.test"),
                    let address = SocketAddress.numeric(host: "127.0.0.1", port: port)
                else { return .failure(.init(words: "unknown here")) }
                return .success([address])
            }
            return try DirectoryServers(
                .dns(domain: "servers.test", startTLS: startTLS),
                trust: .file(one.certificateAuthorityFile), account: service, connections: 4,
                timeout: timeout, tuning: tuning, report: events.report)
        }

        var records: (one: DNSMessage.SRV, two: DNSMessage.SRV) {
            (
                .init("one.servers.test", port: one.tlsPort, priority: 1),
                .init("two.servers.test", port: two.tlsPort, priority: 2)
            )
        }

        func count(_ isWanted: (DirectoryEvent) -> Bool) -> Int { events.all.count(where: isWanted) }
    }

    private func servers(_ directory: DirectoryServers) -> [String] {
        directory.statistics.map(\.server.host)
    }

    @Test("are used in their order, by their names, and fail over as any others")
    func found() throws {
        let site = try Site()
        site.dns.serve([Self.ldaps: [site.records.two, site.records.one]])
        let directory = try site.directory()
        #expect(try directory.aliceCanSignIn())
        #expect(servers(directory) == ["one.servers.test", "two.servers.test"])
        #expect(site.one.binds(as: SlapdPeople.alice) == 1)
        site.one.stop()
        #expect(try directory.aliceCanSignIn())
        #expect(directory.statistics.map(\.isLeft) == [true, false])
    }

    @Test("with StartTLS, by the records of ldap")
    func startTLS() throws {
        let site = try Site()
        site.dns.serve([Self.ldap: [.init("one.servers.test", port: site.one.plainPort)]])
        let directory = try site.directory(startTLS: true)
        #expect(try directory.aliceCanSignIn())
        #expect(site.dns.asked.allSatisfy { $0 == Self.ldap })
        #expect(site.one.log.contains("STARTTLS"))
    }

    @Test("come and go without a restart; one that stays keeps its connections")
    func changes() throws {
        let site = try Site()
        site.dns.serve([Self.ldaps: [site.records.one]])
        let directory = try site.directory()
        #expect(try directory.aliceCanSignIn())
        site.dns.serve([Self.ldaps: [site.records.one, site.records.two]])
        #expect(eventually { servers(directory).count == 2 })
        #expect(directory.statistics[0].connectionsOpened == 2)
        #expect(directory.statistics[0].openConnections == 2)
        site.dns.serve([Self.ldaps: [site.records.two]])
        #expect(eventually { servers(directory) == ["two.servers.test"] })
        #expect(try directory.aliceCanSignIn())
        #expect(site.two.binds(as: SlapdPeople.alice) == 1)
        // Its connections are closed.
        #expect(eventually { site.one.log.components(separatedBy: "UNBIND").count - 1 >= 2 })
        let changes = site.count { if case .serversChanged = $0 { true } else { false } }
        #expect(changes == 3)
    }

    @Test("that have gone while somebody uses them serve that login to its end")
    func lastUser() throws {
        let site = try Site()
        site.dns.serve([Self.ldaps: [site.records.one]])
        let directory = try site.directory()
        let dn = try directory.withServer {
            (session: borrowing ServerSession) throws(LDAPError) -> SearchResult in
            try session.connect()
            site.dns.serve([Self.ldaps: [site.records.two]])
            _ = eventually { servers(directory) == ["two.servers.test"] }
            return try session.search(
                base: Slapd.peopleBase, filter: Filter(checked: "(uid=alice)"), attributes: [], sizeLimit: 1)
        }.entries.first?.dn
        #expect(dn == SlapdPeople.alice && servers(directory) == ["two.servers.test"])
        #expect(eventually { site.one.log.contains("UNBIND") })
    }

    @Test("stay where the DNS fails, and the log says so once")
    func failure() throws {
        let site = try Site()
        site.dns.serve([Self.ldaps: [site.records.one]])
        let directory = try site.directory()
        #expect(try directory.aliceCanSignIn())
        let answers: [DNSMessage.Code?] = [nil, .serverFailure, .noSuchName]
        for answer in answers {
            let asked = site.dns.asked.count
            site.dns.answer { query, _, _ in answer.map { DNSMessage.answer(to: query, $0) } }
            #expect(eventually(within: 30) { site.dns.asked.count >= asked + 3 })
            #expect(servers(directory) == ["one.servers.test"])
            #expect(try directory.aliceCanSignIn())
        }
        let failures = site.count { if case .discoveryFailed = $0 { true } else { false } }
        #expect((1...4).contains(failures))
        site.dns.serve([Self.ldaps: [site.records.one, site.records.two]])
        #expect(eventually(within: 30) { servers(directory).count == 2 })
    }

    @Test("are waited for by the first login, and not longer than any")
    func firstLogin() throws {
        let site = try Site()
        let isReady = Locked(false)
        let record = site.records.one
        site.dns.answer { query, name, _ in
            guard isReady.withLock({ $0 }) else { return nil }
            return DNSMessage.answer(
                to: query, name == Self.ldaps ? .noError : .noSuchName, name == Self.ldaps ? [record] : [])
        }
        var latest: DirectoryServers?
        let isBounded = try isDone(within: .seconds(4)) { () throws -> Duration in
            let directory = try site.directory(timeout: .seconds(1))
            latest = directory
            let (found, time) = timed { try? directory.find("alice") }
            #expect(found == nil)
            return time
        }
        #expect(isBounded)
        let directory = try #require(latest)
        isReady.withLock { $0 = true }
        #expect(eventually(within: 30) { (try? directory.aliceCanSignIn()) == true })
    }

    @Test("that are none: the error says why")
    func none() throws {
        let site = try Site()
        let directory = try site.directory()
        let error = #expect(throws: DirectoryUnreachable.self) {
            try directory.withServer { session throws(LDAPError) in try session.connect() }
        }
        #expect(error?.failures.isEmpty == true)
        #expect(error?.description.contains("servers.test") == true, "\(error?.description ?? "-")")
        #expect(error?.description.contains("has no SRV records") == true)
    }

    @Test("go where the domain says that it has no such service")
    func noService() throws {
        let site = try Site()
        site.dns.serve([Self.ldaps: [site.records.one]])
        let directory = try site.directory()
        #expect(try directory.aliceCanSignIn())
        site.dns.serve([Self.ldaps: [.init(".", port: 0)]])
        #expect(eventually { servers(directory).isEmpty })
        #expect(throws: DirectoryUnreachable.self) { try directory.find("alice") }
        site.dns.serve([Self.ldaps: [site.records.two]])
        #expect(eventually { (try? directory.aliceCanSignIn()) == true })
    }

    @Test("outside of the domain are never connected to, and the log names them once")
    func foreign() throws {
        let site = try Site()
        let foreign = try BadDirectory.silent()
        site.dns.serve([
            Self.ldaps: [
                .init("evil.test", port: foreign.port), .init("xservers.test", port: foreign.port),
                site.records.one,
            ]
        ])
        let directory = try site.directory()
        #expect(try directory.aliceCanSignIn())
        #expect(eventually { site.dns.asked.count >= 4 })
        #expect(servers(directory) == ["one.servers.test"])
        #expect(foreign.accepted == 0)
        let dropped = site.events.all.compactMap {
            if case .recordsDropped(_, let count, _) = $0 { count } else { nil }
        }
        #expect(dropped == [2])
    }
}
