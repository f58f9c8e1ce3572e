import Foundation
import TestSupport
import Testing

@testable import LDAP

/// How long a server of the test is waited for, and the most that a noisy machine adds.
private let timeout = Duration.seconds(1)
private let margin = Duration.seconds(4)

@Suite("Servers that do not answer are given up in time")
struct UnreachableTests {
    private func failure(
        of address: String, _ security: Security? = nil, account: ServiceAccount = service
    ) throws -> LDAPError {
        let authority = try Shared.authority.get()
        let directory = try DirectoryServers(
            at: [address], security, authority: authority.certificateFile, account: account, timeout: timeout)
        var failures: [LDAPError] = []
        let time = measure { failures = directory.failures() }
        #expect(time < timeout + margin)
        return try #require(failures.first)
    }

    @Test("A port where nobody listens is refused at once")
    func refused() throws {
        let error = try failure(of: "ldap://127.0.0.1:\(FreePort.next())")
        #expect(error.step == .connect)
        #expect(error.reason == .unreachable("Connection refused"))
    }

    @Test("A server whose backlog is full")
    func unaccepting() throws {
        let (server, fillers) = try BadDirectory.unaccepting()
        let error = try failure(of: server.tlsAddress)
        #expect(error.step == .connect && error.reason == .timedOut, "\(error)")
        withExtendedLifetime(fillers) {}
    }

    @Test("A server that accepts and is mute, before TLS")
    func muteBeforeTLS() throws {
        let server = try BadDirectory.silent()
        let error = try failure(of: server.tlsAddress)
        #expect(error.step == .handshake && error.reason == .timedOut, "\(error)")
    }

    @Test("A server that is mute where StartTLS is asked for")
    func muteBeforeStartTLS() throws {
        let server = try BadDirectory.silent()
        let error = try failure(of: server.address, .startTLS)
        #expect(error.step == .startTLS && error.reason == .timedOut, "\(error)")
    }

    @Test("A server that is mute after it agreed to StartTLS")
    func muteAfterStartTLS() throws {
        let server = try BadDirectory.muteAfterStartTLS()
        let error = try failure(of: server.address, .startTLS)
        #expect(error.step == .handshake && error.reason == .timedOut, "\(error)")
    }

    @Test("A server that is mute after the TLS handshake")
    func muteAfterTLS() throws {
        let server = try BadDirectory.muteAfterTLS(try Shared.authority.get().issue(for: ["127.0.0.1"]))
        let error = try failure(of: server.address)
        #expect(error.step == .serviceBind && error.reason == .timedOut, "\(error)")
    }

    @Test("A server that drips its part of the handshake")
    func drippingHandshake() throws {
        let server = try BadDirectory.drippingHandshake()
        let error = try failure(of: server.tlsAddress)
        #expect(error.step == .handshake && error.reason == .timedOut, "\(error)")
    }

    @Test("A server that drips its answer")
    func drippingAnswer() throws {
        let server = try BadDirectory.drippingAnswer()
        let error = try failure(of: server.address)
        #expect(error.step == .serviceBind && error.reason == .timedOut, "\(error)")
    }

    @Test("A server that stops in the middle of its work")
    func stopped() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, timeout: timeout)
        #expect(try directory.aliceCanSignIn())
        slapd.pause()
        defer { slapd.resume() }
        let time = measure { #expect(directory.failures().first?.reason == .timedOut) }
        #expect(time < timeout + margin)
    }

    @Test("An address that no packet reaches, or that the system knows no way to")
    func unroutable() throws {
        // RFC 5737: belongs to nobody. Without a network the system says so at once; with one, nothing answers.
        #expect(try failure(of: "ldaps://192.0.2.1").step == .connect)
    }

    @Test("Where a name has several addresses, one that does not answer leaves time for the next")
    func severalAddresses() throws {
        let (bad, fillers) = try BadDirectory.unaccepting()
        let good = try BadDirectory.silent()
        let addresses = [bad.port, good.port].compactMap {
            SocketAddress.numeric(host: "127.0.0.1", port: $0)
        }
        let descriptor = try Socket.connect(to: addresses, until: Deadline(in: timeout))
        #expect(descriptor >= 0)
        close(descriptor)
        withExtendedLifetime(fillers) {}
    }

    @Test("A name that does not exist is reported with the resolver's words")
    func unknownName() throws {
        let error = try failure(of: "ldaps://directory.invalid")
        #expect(error.step == .lookUp, "\(error)")
        #expect(
            error.description.hasSuffix("; check the name, and that this host can look it up"), "\(error)")
    }

    @Test("What sends no LDAP is given up")
    func garbage() throws {
        let server = try SocketServer { peer in
            _ = peer.read()
            peer.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        }
        let error = try failure(of: server.address)
        #expect(error.step == .serviceBind, "\(error)")
    }

    @Test("After a time-out the connection is not used again, and its descriptor is closed")
    func spentConnections() throws {
        let server = try BadDirectory.silent()
        let directory = try DirectoryServers(
            at: [server.address], authority: "", connections: 1, timeout: .milliseconds(200), tuning: .never)
        for _ in 0..<3 { #expect(directory.failures().first?.reason == .timedOut) }
        #expect(server.accepted == 3)
        #expect(directory.statistics[0].openConnections == 0)
    }
}
