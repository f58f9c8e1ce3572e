import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("A server that was left is tried in the background")
struct ProbeTests {
    @Test("and taken back, without a login and without a restart, after it was killed or stopped")
    func takenBack() throws {
        let one = try Slapd()
        let two = try Slapd(authority: one.authority)
        let events = Events()
        let directory = try DirectoryServers(
            at: [one.ldapsAddress, two.ldapsAddress], authority: one.certificateAuthorityFile,
            timeout: .seconds(2), events: events)
        one.stop()
        #expect(try directory.aliceCanSignIn())
        #expect(directory.statistics[0].isLeft)
        try one.start()
        #expect(eventually { !directory.statistics[0].isLeft })
        one.pause()
        #expect(try directory.aliceCanSignIn())
        #expect(directory.statistics[0].isLeft)
        one.resume()
        #expect(eventually(within: 20) { !directory.statistics[0].isLeft })
        #expect(events.takenBack.count == 2)
        #expect(directory.statistics[0].timesLeft == 2)
        let before = one.binds(as: SlapdPeople.alice)
        #expect(try directory.aliceCanSignIn())
        #expect(one.binds(as: SlapdPeople.alice) == before + 1)
    }

    @Test("with TLS, the service's bind and a search: a bare connection does not do")
    func wholeProbe() throws {
        let isHealed = Locked(false)
        let server = try SocketServer.scripted { request in
            let isBusy = request.operation == ScriptedLDAP.search && !isHealed.withLock { $0 }
            return ScriptedLDAP.result(isBusy ? 51 : 0, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(directory.failures().first?.step == .search)
        #expect(eventually { directory.statistics[0].probes >= 4 })
        #expect(directory.statistics[0].isLeft)
        isHealed.withLock { $0 = true }
        #expect(eventually { !directory.statistics[0].isLeft })
    }

    @Test("and not taken back where it answers for itself while the entries behind it are out of reach")
    func stuckDatabase() throws {
        let bases = Locked<[String]>([])
        let isHealed = Locked(false)
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            bases.withLock { $0.append(request.base) }
            let isStuck = !request.base.isEmpty && !isHealed.withLock { $0 }
            return ScriptedLDAP.result(isStuck ? 52 : 0, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(!directory.failures().isEmpty)
        #expect(eventually { directory.statistics[0].probes >= 3 })
        #expect(directory.statistics[0].isLeft)
        #expect(Set(bases.withLock { $0 }) == ["", Slapd.base])
        isHealed.withLock { $0 = true }
        #expect(eventually { !directory.statistics[0].isLeft })
    }

    @Test("where a refusal to search is an answer", arguments: [UInt8(50), 32, 53])
    func refusalIsAnswer(code: UInt8) throws {
        let isBusy = Locked(true)
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return ScriptedLDAP.result(isBusy.withLock { $0 } ? 51 : code, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(!directory.failures().isEmpty)
        isBusy.withLock { $0 = false }
        #expect(eventually { !directory.statistics[0].isLeft })
    }

    @Test("by itself: a mute one does not delay another")
    func independent() throws {
        let mute = try BadDirectory.silent()
        let back = try Slapd()
        let good = try Slapd(authority: back.authority)
        let directory = try DirectoryServers(
            at: [mute.tlsAddress, back.ldapsAddress, good.ldapsAddress],
            authority: back.certificateAuthorityFile, timeout: .seconds(15))
        back.stop()
        #expect(try directory.aliceCanSignIn())
        #expect(directory.statistics.map(\.isLeft) == [true, true, false])
        // Now a try of the mute one is under way, for 15 s.
        #expect(eventually { mute.accepted >= 2 })
        try back.start()
        #expect(eventually(within: 9) { !directory.statistics[1].isLeft })
        #expect(directory.statistics[0].isLeft)
    }

    @Test("as anonymous too")
    func anonymous() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, account: .anonymous)
        slapd.stop()
        #expect(!directory.failures().isEmpty)
        try slapd.start()
        #expect(eventually { !directory.statistics[0].isLeft })
    }

    @Test("and the log hears where the reason has become another")
    func otherReason() throws {
        let one = try Slapd()
        let port = one.tlsPort
        let events = Events()
        let directory = try DirectoryServers(
            at: ["ldaps://127.0.0.1:\(port)"], authority: try Shared.authority.get().certificateFile,
            events: events)
        one.stop()
        #expect(!directory.failures().isEmpty)
        try one.start()
        #expect(eventually { !events.stillLeft.isEmpty })
        let error = try #require(events.stillLeft.first)
        guard case .certificate = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(eventually { directory.statistics[0].probes >= 4 })
        #expect(events.left.count == 1 && events.stillLeft.count == 1)
    }

    @Test("no more when the directory is let go of")
    func ends() throws {
        let server = try BadDirectory.silent()
        do {
            let directory = try DirectoryServers(
                at: [server.address], authority: "", timeout: .milliseconds(200))
            #expect(!directory.failures().isEmpty)
            #expect(eventually { server.accepted >= 3 })
        }
        #expect(eventually { server.open == 0 })
        let before = server.accepted
        usleep(1_500_000)
        #expect(server.accepted <= before + 1)
    }
}
