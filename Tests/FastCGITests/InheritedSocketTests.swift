import Foundation
import TestSupport
import Testing

@testable import FastCGI

/// systemd's side of LISTEN_FDS is tested with a real systemd, among the integration tests.
@Suite struct InheritedSocketTests {
    private func inherited(_ descriptor: Int32, count: String = "1", process: String = "\(getpid())") throws
        -> ListeningSocket?
    {
        try ListeningSocket.inherited(process: process, count: count, first: descriptor)
    }

    /// A listening socket as systemd makes one.
    private func listening(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let place = try SocketPath(path)
        #expect(place.withAddress { bind(descriptor, $0, $1) } == 0)
        #expect(listen(descriptor, 5) == 0)
        return descriptor
    }

    @Test("A handed-over socket is served, closed on exec, and its file stays")
    func served() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("s")
        do {
            let descriptor = try listening(path)
            let socket = try #require(try inherited(descriptor))
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
            let server = try Server(listener: socket, workers: 2, application: TestApplication())
            TestThread.detach { try? server.run() }
            #expect(try RawClient(path).ask("/a")?.status == 200)
            server.stop()
            socket.remove()
        }
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("What was handed over to another process, or to nobody, is not ours")
    func notOurs() throws {
        #expect(try inherited(3, process: "1") == nil)
        #expect(try inherited(3, process: "") == nil)
        #expect(try inherited(3, count: "0") == nil)
        #expect(try ListeningSocket.inherited(process: nil, count: "1", first: 3) == nil)
        #expect(try ListeningSocket.inherited(process: "\(getpid())", count: nil, first: 3) == nil)
    }

    @Test("A count that is none, or not one, is refused")
    func count() {
        #expect(throws: ListenError.malformedInheritance("x")) { try inherited(3, count: "x") }
        #expect(throws: ListenError.malformedInheritance("-1")) { try inherited(3, count: "-1") }
        #expect(throws: ListenError.notOneSocket(2)) { try inherited(3, count: "2") }
    }

    @Test("A descriptor that is no listening Unix stream socket is refused")
    func unsuitable() throws {
        let folder = try TemporaryFolder()
        let datagram = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let silent = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let internet = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #expect(listen(internet, 1) == 0)
        let file = open(try folder.write("", to: "file"), O_RDONLY)
        for descriptor in [datagram, silent, internet, file] {
            #expect(throws: ListenError.unsuitableSocket(descriptor: descriptor)) {
                try inherited(descriptor)
            }
            close(descriptor)
        }
        #expect(throws: ListenError.unsuitableSocket(descriptor: 999_999)) { try inherited(999_999) }
    }

    @Test("The variables are gone afterwards, so that no child takes them for its own")
    func environment() async {
        await #expect(processExitsWith: .success) {
            setenv("LISTEN_PID", "1", 1)
            setenv("LISTEN_FDS", "1", 1)
            setenv("LISTEN_FDNAMES", "fastcgi", 1)
            let socket = try ListeningSocket.inherited()
            #expect(socket == nil)
            for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { #expect(getenv(name) == nil) }
        }
    }
}
