import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("A directory on a Unix socket")
struct LocalSocketTests {
    @Test("is searched and asked for passwords as any other")
    func login() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(at: [slapd.socketAddress], authority: "")
        #expect(try directory.aliceCanSignIn())
        #expect(try directory.verify(SlapdPeople.alice, secret("wrong")).verdict == .wrongCredentials)
        #expect(directory.statistics[0].server.description == slapd.socketAddress)
        #expect(directory.statistics[0].connectionsOpened == 2)
    }

    @Test("that is not there is left, and taken back when it is")
    func missing() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(at: [slapd.socketAddress], authority: "")
        slapd.stop()
        #expect(directory.failures().first?.step == .connect)
        try slapd.start()
        #expect(eventually { !directory.statistics[0].isLeft })
    }

    @Test("that takes no connection is given up in time")
    func unaccepting() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("full")
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        let address = SocketAddress(path: path)
        #expect(address.withSockaddr { bind(listener, $0, $1) } == 0)
        #expect(listen(listener, 0) == 0)
        var fillers: [Int32] = []
        defer { for filler in fillers { close(filler) } }
        for _ in 0..<4 {
            fillers.append(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0))
            _ = address.withSockaddr { connect(fillers[fillers.count - 1], $0, $1) }
        }
        let isBounded = try isDone(within: .seconds(4)) { () throws -> Duration in
            let directory = try DirectoryServers(
                at: [ServerAddress(socketPath: path).description], authority: "", timeout: .seconds(1))
            let (failures, time) = timed { directory.failures() }
            #expect(failures.first?.step == .connect && failures.first?.reason == .timedOut)
            return time
        }
        #expect(isBounded)
    }

    @Test(
        "is named by its percent-encoded path",
        arguments: [
            ("ldapi:///", "/var/run/slapd/ldapi"), ("ldapi://", "/var/run/slapd/ldapi"),
            ("ldapi://%2Frun%2Fslapd%2Fldapi", "/run/slapd/ldapi"),
            ("LDAPI://%2frun%2fslapd-EXAMPLE.socket/", "/run/slapd-EXAMPLE.socket"),
            ("ldapi://%2Ftmp%2Fa%20b%C3%BC", "/tmp/a bü"),
        ])
    func path(text: String, path: String) throws {
        let address = try ServerAddress(parsing: text)
        #expect(address.scheme == .ldapi && address.socketPath == path && address.isLoopback)
        #expect(try ServerAddress(parsing: address.description) == address)
    }

    @Test(
        "is refused with a remedy where its name is no path",
        arguments: [
            "ldapi://host", "ldapi://%2Frun%2", "ldapi://%2Frun%zz", "ldapi://%2Frun%00x",
            "ldapi://%2Frun%ff",
            "ldapi:////", "ldapi:///run/slapd/ldapi", "ldapi://%2Frun?x", "ldapi://u@%2Frun",
            "ldapi://%2F" + String(repeating: "x", count: 107), "ldapi://%2Frun%+1",
        ])
    func noPath(text: String) {
        let error = #expect(throws: LDAPConfigurationError.self) { try ServerAddress(parsing: text) }
        #expect(error?.description.contains("percent-encoded, as in ldapi://%2F") == true)
    }

    @Test("has no TLS, and is the only one that goes without by that name")
    func security() throws {
        let local = try ServerAddress(parsing: "ldapi:///")
        let remote = try ServerAddress(parsing: "ldaps://ldap.example.org")
        for security in [Security.ldaps, .startTLS, .plainText] {
            #expect(throws: LDAPConfigurationError.self) {
                try DirectoryServer(address: local, security: security)
            }
        }
        #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServer(address: remote, security: .localSocket)
        }
    }
}
