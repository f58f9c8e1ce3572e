import Foundation
import TestSupport
import Testing

@testable import LDAP

/// How long a bad server is waited for here.
private let timeout = Duration.seconds(2)

/// Runs `body` with a bad server in front of a good one.
private struct Pair {
    let events = Events()
    let directory: DirectoryServers
    /// What plays the bad server, which ends with its last owner.
    private let keeper: AnyObject?

    init(bad: String, _ security: Security? = nil, keeping keeper: AnyObject? = nil) throws {
        let good = try Shared.slapd.get()
        directory = try DirectoryServers(
            .fixed([try server(bad, security), try server(good.ldapsAddress)]),
            trust: .file(good.certificateAuthorityFile), account: service, connections: 4,
            timeout: timeout, tuning: .never, report: events.report)
        self.keeper = keeper
    }

    /// The login is answered by the neighbour, the bad server is left for `reason`, and costs nobody anything more.
    func isPassedOver(_ reason: (LDAPError) -> Bool) throws {
        let login = try timed { try directory.aliceCanSignIn() }
        #expect(login.result && login.time < timeout * 2)
        #expect(directory.statistics.map(\.isLeft) == [true, false])
        #expect(events.left.count == 1)
        let error = try #require(events.left.first)
        #expect(reason(error), "\(error)")
        let failures = directory.statistics[0].failures
        for _ in 0..<5 { #expect(try directory.aliceCanSignIn()) }
        #expect(directory.statistics[0].failures == failures)
        #expect(events.left.count == 1 && events.all.allSatisfy { $0.isProblem })
    }
}

@Suite("A server is left in the same login, and its neighbour answers")
struct LeftServerTests {
    @Test("that refuses the connection")
    func refused() throws {
        try Pair(bad: "ldaps://127.0.0.1:\(FreePort.next())").isPassedOver {
            $0.reason == .unreachable("Connection refused")
        }
    }

    @Test("that is mute before TLS")
    func muteBeforeTLS() throws {
        let bad = try BadDirectory.silent()
        try Pair(bad: bad.tlsAddress, keeping: bad).isPassedOver {
            $0.step == .handshake && $0.reason == .timedOut
        }
        #expect(bad.accepted == 1)
    }

    @Test("that is mute after TLS")
    func muteAfterTLS() throws {
        let authority = try Shared.slapd.get().authority
        let bad = try BadDirectory.muteAfterTLS(try authority.issue(for: ["127.0.0.1"]))
        try Pair(bad: bad.address, keeping: bad).isPassedOver {
            $0.step == .serviceBind && $0.reason == .timedOut
        }
    }

    @Test("that is mute after it agreed to StartTLS")
    func muteAfterStartTLS() throws {
        let bad = try BadDirectory.muteAfterStartTLS()
        try Pair(bad: bad.address, .startTLS, keeping: bad).isPassedOver {
            $0.step == .handshake && $0.reason == .timedOut
        }
    }

    @Test("that takes no connection, as behind a firewall that swallows packets")
    func unaccepting() throws {
        let (bad, fillers) = try BadDirectory.unaccepting()
        try Pair(bad: bad.tlsAddress, keeping: bad).isPassedOver {
            $0.step == .connect && $0.reason == .timedOut
        }
        withExtendedLifetime(fillers) {}
    }

    @Test("that no packet reaches, or that the system knows no way to")
    func unroutable() throws {
        // RFC 5737: belongs to nobody.
        try Pair(bad: "ldaps://192.0.2.1").isPassedOver { $0.step == .connect }
    }

    @Test("whose name is not known")
    func unknownName() throws {
        try Pair(bad: "ldaps://directory.invalid").isPassedOver { $0.step == .lookUp }
    }

    @Test("that stops in the middle of its work, with connections open")
    func stopped() throws {
        let bad = try Slapd(authority: try Shared.slapd.get().authority)
        let pair = try Pair(bad: bad.ldapsAddress, keeping: bad)
        let directory = pair.directory
        inParallel(3) { _ = try? directory.aliceCanSignIn() }
        #expect(pair.directory.statistics[0].idleConnections >= 2)
        bad.pause()
        defer { bad.resume() }
        try pair.isPassedOver { $0.step == .search && $0.reason == .timedOut }
        #expect(pair.directory.statistics[0].openConnections == 0)
    }

    @Test("that answers too late")
    func slow() throws {
        let real = try Slapd(authority: try Shared.slapd.get().authority)
        let bad = try SlowRelay(to: real.tlsPort, delay: 3000)
        try Pair(bad: bad.tlsAddress, keeping: bad).isPassedOver { $0.reason == .timedOut }
    }

    @Test("that has another authority's certificate")
    func foreignCertificate() throws {
        let bad = try Slapd(authority: try CertificateAuthority(name: "Another CA"))
        try Pair(bad: bad.ldapsAddress, keeping: bad).isPassedOver {
            if case .certificate = $0.reason { $0.step == .handshake } else { false }
        }
    }

    @Test("that has a certificate for another name, or an old one", arguments: [false, true])
    func badCertificate(isOld: Bool) throws {
        let authority = try Shared.slapd.get().authority
        let bad = try Slapd(
            authority: authority,
            identity: isOld
                ? try authority.issue(for: ["127.0.0.1"], validDays: -1)
                : try authority.issue(for: ["ldap.example.org"]))
        try Pair(bad: bad.ldapsAddress, keeping: bad).isPassedOver {
            if case .certificate = $0.reason { true } else { false }
        }
    }

    @Test(
        "that is busy or unavailable",
        arguments: [ResultCode.busy, .unavailable, .other], [ScriptedLDAP.bind, ScriptedLDAP.search])
    func busy(code: ResultCode, operation: UInt8) throws {
        let bad = try SocketServer.scripted { request in
            ScriptedLDAP.result(request.operation == operation ? UInt8(code.rawValue) : 0, to: request)
        }
        try Pair(bad: bad.address, keeping: bad).isPassedOver { $0.reason == .result(code, diagnostic: "") }
    }

    @Test("that refuses the service account")
    func serviceRefused() throws {
        let bad = try SocketServer.scripted { ScriptedLDAP.result(49, to: $0, saying: "who?") }
        try Pair(bad: bad.address, keeping: bad).isPassedOver {
            $0.reason == .serviceRefused(.invalidCredentials, diagnostic: "who?")
        }
    }

    @Test("but not where one search was too much for it, or it refers elsewhere")
    func notLeft() throws {
        for code in [ResultCode.adminLimitExceeded, .timeLimitExceeded] {
            let server = try SocketServer.scripted { request in
                let isSearch = request.operation == ScriptedLDAP.search
                return ScriptedLDAP.result(isSearch ? UInt8(code.rawValue) : 0, to: request)
            }
            let pair = try Pair(bad: server.address, keeping: server)
            #expect(try pair.directory.aliceCanSignIn())
            #expect(!pair.directory.statistics[0].isLeft)
            #expect(pair.events.left.isEmpty)
        }
    }

    @Test("but not where it is only slow")
    func notSlow() throws {
        let real = try Slapd(authority: try Shared.slapd.get().authority)
        let relay = try SlowRelay(to: real.tlsPort, delay: 150)
        let pair = try Pair(bad: relay.tlsAddress, keeping: relay)
        #expect(try pair.directory.aliceCanSignIn())
        #expect(!pair.directory.statistics[0].isLeft)
        #expect(real.binds(as: SlapdPeople.alice) == 1)
    }

    @Test("Of three, one killed and one mute, the third answers, and the two are out of the way")
    func three() throws {
        let good = try Shared.slapd.get()
        let killed = try Slapd(authority: good.authority)
        let mute = try Slapd(authority: good.authority)
        let directory = try DirectoryServers(
            at: [killed.ldapsAddress, mute.ldapsAddress, good.ldapsAddress],
            authority: good.certificateAuthorityFile, timeout: timeout, tuning: .never)
        #expect(try directory.aliceCanSignIn())
        killed.stop()
        mute.pause()
        defer { mute.resume() }
        let login = try timed { try directory.aliceCanSignIn() }
        #expect(login.result && login.time < timeout * 2)
        #expect(directory.statistics.map(\.isLeft) == [true, true, false])
    }
}
