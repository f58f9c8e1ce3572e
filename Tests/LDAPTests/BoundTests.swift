import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("How long a login takes")
struct BoundTests {
    /// Servers that say nothing, and what keeps them.
    private func mute(_ count: Int) throws -> [SocketServer] {
        try (0..<count).map { _ in try BadDirectory.silent() }
    }

    private func directory(
        _ servers: [SocketServer], then good: [String] = [], timeout: Duration, tuning: Tuning = .never,
        events: Events = Events()
    ) throws -> DirectoryServers {
        try DirectoryServers(
            at: servers.map(\.tlsAddress) + good,
            authority: try Shared.slapd.get().certificateAuthorityFile, timeout: timeout, tuning: tuning,
            events: events)
    }

    @Test("is at most twice the time-out, however many servers are mute, known or not")
    func whole() throws {
        for isKnown in [false, true] {
            let isBounded = try isDone(within: .seconds(4)) { () throws -> Duration in
                let servers = try mute(5)
                defer { withExtendedLifetime(servers) {} }
                let directory = try directory(servers, timeout: .seconds(1))
                if isKnown { #expect(!directory.failures().isEmpty) }
                let (failures, time) = timed { directory.failures() }
                #expect(failures.count >= 2)
                #expect(time >= .milliseconds(1900))
                return time
            }
            #expect(isBounded, "known: \(isKnown)")
        }
    }

    @Test("and the time that it waited before counts")
    func elapsed() throws {
        let isBounded = try isDone(within: .seconds(8)) { () throws -> Duration in
            let servers = try mute(3)
            defer { withExtendedLifetime(servers) {} }
            let directory = try directory(servers, timeout: .seconds(4))
            let some = timed { directory.failures(after: .seconds(6)) }
            let late = timed { directory.failures(after: .seconds(60)) }
            #expect(!some.result.isEmpty && !late.result.isEmpty)
            // Each by its own limit: one that is missed counts as all of the time.
            return some.time < .seconds(5) && late.time < .seconds(3) ? some.time + late.time : .seconds(60)
        }
        #expect(isBounded)
    }

    @Test("with a third server: two mute ones leave it time enough, even after a wait")
    func sharing() throws {
        let good = try Shared.slapd.get()
        for waited in [Duration.zero, .seconds(4)] {
            let isBounded = try isDone(within: .seconds(8) - waited + .seconds(2)) { () throws -> Duration in
                let servers = try mute(2)
                defer { withExtendedLifetime(servers) {} }
                let directory = try directory(servers, then: [good.ldapsAddress], timeout: .seconds(4))
                let (dn, time) = try timed {
                    try directory.withServer(after: waited) { session throws(LDAPError) in
                        try session.search(
                            base: Slapd.peopleBase, filter: Filter(checked: "(uid=alice)"), attributes: [],
                            sizeLimit: 1)
                    }.entries.first?.dn
                }
                #expect(dn == SlapdPeople.alice)
                return time
            }
            #expect(isBounded, "after \(waited)")
        }
    }

    @Test("with one dead server known, is less than 50 ms more than with none")
    func deadKnown() throws {
        let good = try Shared.slapd.get()
        let servers = try mute(1)
        defer { withExtendedLifetime(servers) {} }
        let with = try directory(servers, then: [good.ldapsAddress], timeout: .seconds(1))
        let without = try directory([], then: [good.ldapsAddress], timeout: .seconds(1))
        func median(_ directory: DirectoryServers) throws -> Duration {
            #expect(try directory.aliceCanSignIn())
            return try (0..<15).map { _ in try timed { try directory.aliceCanSignIn() }.time }.sorted()[7]
        }
        #expect(try isDone(within: .milliseconds(50)) { try median(with) - median(without) })
    }

    @Test("and a login's own hurry is not held against a server")
    func hurry() throws {
        let events = Events()
        let servers = try mute(1)
        defer { withExtendedLifetime(servers) {} }
        let directory = try directory(servers, timeout: .seconds(2), events: events)
        #expect(directory.failures(after: .milliseconds(3500)).first?.reason == .timedOut)
        #expect(!directory.statistics[0].isLeft && events.left.isEmpty)
        #expect(directory.failures(after: .milliseconds(2800)).first?.reason == .timedOut)
        #expect(directory.statistics[0].isLeft)
    }

    @Test("while a mute server is tried in the background is as ever")
    func probesCostNothing() throws {
        let good = try Shared.slapd.get()
        let servers = try mute(1)
        let directory = try directory(
            servers, then: [good.ldapsAddress], timeout: .seconds(2), tuning: .quick)
        #expect(try directory.aliceCanSignIn())
        // The slowest of all that came while it was tried twice.
        let isAsEver = isDone(within: .milliseconds(1500)) {
            let accepted = servers[0].accepted
            var slowest = Duration.zero
            #expect(
                eventually(within: 20) {
                    let login = try? timed { try directory.aliceCanSignIn() }
                    slowest = max(slowest, login?.time ?? .seconds(60))
                    return servers[0].accepted >= accepted + 2
                })
            return slowest
        }
        #expect(isAsEver)
    }
}
