import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("Pooled connections")
struct PoolTests {
    @Test("Logins one after the other share one connection for searches and one for passwords")
    func reuse() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        for _ in 0..<10 { #expect(try directory.aliceCanSignIn()) }
        #expect(directory.statistics[0].connectionsOpened == 2)
        #expect(directory.statistics[0].idleConnections == 2)
    }

    @Test("A server that was restarted between two logins is noticed by nobody but the log")
    func restart() throws {
        let slapd = try Slapd()
        let events = Events()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, events: events)
        #expect(try directory.aliceCanSignIn())
        slapd.stop()
        try slapd.start()
        #expect(try directory.aliceCanSignIn())
        #expect(directory.statistics[0].connectionsReplaced == 2)
        #expect(events.all.contains { if case .connectionsReplaced = $0 { true } else { false } })
    }

    @Test("A connection that the server closed as idle is replaced, and a wrong password counts once")
    func idleTimeout() throws {
        let slapd = try Slapd(globally: "idletimeout 1")
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        #expect(try directory.aliceCanSignIn())
        // slapd looks for idle connections four times in that second, and when something happens.
        #expect(eventually { slapd.log.components(separatedBy: "closed (idletimeout)").count >= 3 })
        #expect(try directory.verify(SlapdPeople.bob, secret("wrong")).verdict == .wrongCredentials)
        #expect(slapd.binds(as: SlapdPeople.bob) == 1)
    }

    /// Cuts the connection when a bind as alice comes; counts these binds.
    private func cuttingServer(from first: Int) throws -> (SocketServer, @Sendable () -> Int) {
        let binds = Locked(0)
        let server = try SocketServer.scripted { request in
            let number = binds.next()
            return number >= first ? nil : ScriptedLDAP.result(49, to: request)
        }
        return (server, { binds.withLock { $0 } })
    }

    @Test("A password is not sent again where a new connection is cut: the server may have counted it")
    func noSecondTryOnNew() throws {
        let (server, binds) = try cuttingServer(from: 1)
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(throws: DirectoryUnreachable.self) { try directory.verify(SlapdPeople.alice, secret("x")) }
        #expect(binds() == 1)
    }

    @Test("Where a pooled connection is cut, the password is sent once more on a new one, and no third time")
    func oneSecondTryOnPooled() throws {
        let (server, binds) = try cuttingServer(from: 2)
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(try directory.verify(SlapdPeople.alice, secret("x")).verdict == .wrongCredentials)
        #expect(throws: DirectoryUnreachable.self) { try directory.verify(SlapdPeople.alice, secret("x")) }
        #expect(binds() == 3)
    }

    @Test("A silent server is not sent the password twice, not even on a pooled connection")
    func noSecondTryAfterSilence() throws {
        let binds = Locked(0)
        let server = try SocketServer.scripted { request in
            binds.next() == 1 ? ScriptedLDAP.result(49, to: request) : []
        }
        let directory = try DirectoryServers(at: [server.address], authority: "", timeout: .milliseconds(300))
        #expect(try directory.verify(SlapdPeople.alice, secret("x")).verdict == .wrongCredentials)
        #expect(throws: DirectoryUnreachable.self) { try directory.verify(SlapdPeople.alice, secret("x")) }
        #expect(binds.withLock { $0 } == 2)
    }

    @Test("No more connections are opened than configured; the others wait for one")
    func bounded() throws {
        let server = try SocketServer.scripted { request in
            usleep(50_000)
            return ScriptedLDAP.result(0, to: request)
        }
        let directory = try DirectoryServers(
            at: [server.address], authority: "", connections: 2, timeout: .seconds(20))
        let accepted = Locked(0)
        inParallel(12) {
            let result = try? directory.verify(SlapdPeople.alice, secret("x"))
            if result?.verdict == .accepted { accepted.withLock { $0 += 1 } }
        }
        #expect(accepted.withLock { $0 } == 12)
        #expect(server.accepted == 2)
    }

    @Test("Who waits for a connection waits no longer than the time-out")
    func waitIsBounded() throws {
        let server = try SocketServer.scripted { request in
            usleep(2_000_000)
            return ScriptedLDAP.result(0, to: request)
        }
        let isBounded = try isDone(within: .seconds(6)) { () throws -> Duration in
            let directory = try DirectoryServers(
                at: [server.address], authority: "", connections: 1, timeout: .milliseconds(500))
            return measure {
                inParallel(3) {
                    #expect(throws: DirectoryUnreachable.self) {
                        try directory.verify(SlapdPeople.alice, secret("x"))
                    }
                }
            }
        }
        #expect(isBounded)
    }

    @Test("The service never searches on a connection that a person bound")
    func separateLanes() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, connections: 1)
        for _ in 0..<3 {
            #expect(try directory.aliceCanSignIn())
            // bob may not read anything: a search as him would find nobody.
            #expect(
                try directory.verify(SlapdPeople.bob, secret(SlapdPeople.password(of: "bob"))).verdict
                    == .accepted)
            #expect(try directory.find("alice").count == 1)
        }
        #expect(slapd.binds(as: Slapd.serviceDN) == 1)
    }

    @Test("A connection that has been idle for long is closed, and one that is old however busy")
    func ages() throws {
        for isIdleLimit in [true, false] {
            let server = try SocketServer.scripted { ScriptedLDAP.result(0, to: $0) }
            var tuning = Tuning.quick
            tuning.upkeep = .milliseconds(50)
            if isIdleLimit { tuning.ages.idle = .seconds(1) } else { tuning.ages.whole = .seconds(1) }
            let directory = try DirectoryServers(at: [server.address], authority: "", tuning: tuning)
            #expect(directory.failures().isEmpty)
            #expect(directory.statistics[0].openConnections == 1)
            #expect(eventually { server.open == 0 && directory.statistics[0].openConnections == 0 })
            #expect(directory.failures().isEmpty)
            #expect(server.accepted == 2 && directory.statistics[0].connectionsReplaced == 0)
        }
    }

    @Test("Who waits for a connection of a server goes on to the next where that server is left")
    func waitersGoOn() throws {
        let isBounded = try isDone(within: .seconds(11)) { () throws -> Duration in
            let mute = try BadDirectory.silent()
            let good = try Shared.slapd.get()
            let directory = try DirectoryServers(
                at: [mute.tlsAddress, good.ldapsAddress], authority: good.certificateAuthorityFile,
                connections: 1, timeout: .seconds(6), tuning: .never)
            let admitted = Locked(0)
            let time = measure {
                inParallel(4) {
                    usleep(UInt32.random(in: 0..<2_000_000))
                    if (try? directory.aliceCanSignIn()) == true { admitted.withLock { $0 += 1 } }
                }
            }
            #expect(admitted.withLock { $0 } == 4)
            // One waits for the mute server; its place falls to one of the others before the server is left; the rest go on.
            #expect(mute.accepted <= 2)
            return time
        }
        #expect(isBounded)
    }

    @Test("Old connections are closed, and the directory lets go of all of them in the end")
    func closing() throws {
        let server = try SocketServer.scripted { ScriptedLDAP.result(0, to: $0) }
        do {
            let directory = try DirectoryServers(at: [server.address], authority: "")
            for _ in 0..<3 { _ = directory.failures() }
            #expect(server.open == 1)
        }
        #expect(eventually { server.open == 0 })
    }
}
