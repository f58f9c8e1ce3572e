import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("Connections that are kept open in the background")
struct KeepingTests {
    private static func tuning(_ kept: Int, basis: Tuning = .quick) -> Tuning {
        var tuning = basis
        tuning.kept = kept
        tuning.look = .milliseconds(50)
        return tuning
    }

    private func isFull(_ directory: DirectoryServers, _ count: Int) -> Bool {
        eventually {
            let figures = directory.statistics[0]
            return figures.openConnections == count && figures.idleConnections == count
        }
    }

    @Test("are opened after the first login, and wait for those who come at once")
    func afterFirst() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, connections: 6,
            tuning: Self.tuning(6))
        usleep(300_000)
        #expect(directory.statistics[0].connectionsOpened == 0)
        #expect(try directory.aliceCanSignIn())
        #expect(isFull(directory, 12))
        let admitted = Locked(0)
        inParallel(6) {
            if (try? directory.aliceCanSignIn()) == true { admitted.withLock { $0 += 1 } }
        }
        #expect(admitted.withLock { $0 } == 6)
        let figures = directory.statistics[0]
        #expect(figures.connectionsOpened == 12 && figures.connectionsReplaced == 0)
        // Nobody was bound in vain.
        #expect(slapd.binds(as: SlapdPeople.alice) == 7)
    }

    @Test("are replaced when the server has closed them, before anybody comes")
    func restart() throws {
        let slapd = try Slapd()
        let events = Events()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, connections: 3,
            tuning: Self.tuning(3), events: events)
        #expect(try directory.aliceCanSignIn())
        #expect(isFull(directory, 6))
        slapd.stop()
        // Noticed without a visitor: the server is left until it is there again.
        #expect(eventually { !events.left.isEmpty })
        try slapd.start()
        #expect(eventually { !events.takenBack.isEmpty })
        #expect(isFull(directory, 6))
        let opened = directory.statistics[0].connectionsOpened
        let replaced = directory.statistics[0].connectionsReplaced
        for _ in 0..<3 { #expect(try directory.aliceCanSignIn()) }
        #expect(directory.statistics[0].connectionsOpened == opened)
        #expect(directory.statistics[0].connectionsReplaced == replaced)
    }

    @Test("are replaced before they are too old, some at a time")
    func ages() throws {
        let slapd = try Slapd()
        var tuning = Self.tuning(4)
        tuning.ages.idle = .seconds(3)
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, connections: 4,
            tuning: tuning)
        #expect(try directory.aliceCanSignIn())
        #expect(isFull(directory, 8))
        #expect(eventually { directory.statistics[0].connectionsOpened >= 16 })
        #expect(isFull(directory, 8))
        #expect(directory.statistics[0].connectionsReplaced == 0)
    }

    @Test("are none to a server that nobody asks, and none at all where nobody wants them")
    func none() throws {
        let slapd = try Shared.slapd.get()
        let other = try Slapd()
        for kept in [0, 2] {
            // No more than are kept: a login does not wait for one that is being opened while it may open another.
            let directory = try DirectoryServers(
                at: [slapd.ldapsAddress, other.ldapsAddress], authority: slapd.certificateAuthorityFile,
                connections: 2, tuning: Self.tuning(kept))
            #expect(try directory.aliceCanSignIn())
            if kept > 0 { #expect(isFull(directory, 2 * kept)) } else { usleep(300_000) }
            #expect(directory.statistics.map(\.connectionsOpened) == [max(2, 2 * kept), 0])
        }
    }

    @Test("are not asked of a server again and again that cuts them")
    func notHammered() throws {
        let cuts = Locked(false)
        let server = try SocketServer.scripted { request in
            cuts.withLock { $0 } ? nil : ScriptedLDAP.result(0, to: request)
        }
        let events = Events()
        let directory = try DirectoryServers(
            at: [server.address], authority: "", connections: 2,
            tuning: Self.tuning(2, basis: .never), events: events)
        #expect(directory.failures().isEmpty)
        #expect(isFull(directory, 4))
        cuts.withLock { $0 = true }
        // A login meets the cut; everything is closed, and only the breaker would try again.
        #expect(!directory.failures().isEmpty)
        #expect(eventually { events.left.count == 1 })
        #expect(eventually { directory.statistics[0].openConnections == 0 })
        let accepted = server.accepted
        usleep(500_000)
        #expect(server.accepted == accepted && events.left.count == 1)
    }

    @Test("speak not against a server that answers nobody before a bind: logins go on")
    func mute() throws {
        let server = try SocketServer.scripted { request in
            request.base.isEmpty && request.operation == ScriptedLDAP.search
                ? nil : ScriptedLDAP.result(0, to: request)
        }
        let events = Events()
        let directory = try DirectoryServers(
            at: [server.address], authority: "", connections: 3,
            tuning: Self.tuning(3, basis: .never), events: events)
        for _ in 0..<3 { #expect(try directory.verify(SlapdPeople.alice, secret("x")).verdict == .accepted) }
        // The person's, and those of the service.
        #expect(isFull(directory, 4))
        #expect(try directory.verify(SlapdPeople.alice, secret("x")).verdict == .accepted)
        #expect(events.left.isEmpty && !directory.statistics[0].isLeft)
    }

    @Test("that do not last are opened more and more seldom")
    func shortLived() throws {
        let slapd = try Slapd(globally: "idletimeout 1")
        var tuning = Self.tuning(1)
        tuning.backOff = BackOff(first: .seconds(600), longest: .seconds(600))
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, connections: 1,
            tuning: tuning)
        #expect(try directory.aliceCanSignIn())
        // Once or twice at once, and then after a pause that is longer than this test.
        #expect(
            eventually(within: 60) {
                let opened = directory.statistics[0].connectionsOpened
                usleep(3_000_000)
                let figures = directory.statistics[0]
                return figures.connectionsReplaced >= 2 && figures.connectionsOpened == opened
            })
        #expect((4...8).contains(directory.statistics[0].connectionsOpened))
        #expect(try directory.aliceCanSignIn())
    }
}
