public import Foundation

/// Directory servers that misbehave, each in one way.
public enum BadDirectory {
    /// Accepts connections and says nothing: mute before TLS.
    public static func silent() throws -> SocketServer {
        try SocketServer { $0.swallow() }
    }

    /// Agrees to StartTLS and says nothing from then on.
    public static func muteAfterStartTLS() throws -> SocketServer {
        try SocketServer { peer in
            for request in ScriptedLDAP.requests(in: peer.read()) {
                peer.write(ScriptedLDAP.result(0, to: request))
            }
            peer.swallow()
        }
    }

    /// Never accepts, and its backlog is full: connecting takes for ever. Keep the second value.
    public static func unaccepting() throws -> (SocketServer, [FileHandle]) {
        let server = try SocketServer(backlog: 0, accepting: false) { _ in }
        let fillers = (0..<4).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            _ = withLoopbackAddress(port: server.port) { connect(descriptor, $0, $1) }
            return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }
        return (server, fillers)
    }

    /// Begins a TLS record of 16 KiB and sends it a byte at a time: always alive, never done.
    public static func drippingHandshake() throws -> SocketServer {
        try SocketServer { peer in
            _ = peer.read()
            peer.drip(
                [0x16, 0x03, 0x03, 0x40, 0x00, 0x02] + Array(repeating: 0, count: 16000),
                everyMilliseconds: 50)
        }
    }

    /// Sends the answer to every request a byte at a time, in plain LDAP.
    public static func drippingAnswer() throws -> SocketServer {
        try SocketServer { peer in
            for request in ScriptedLDAP.requests(in: peer.read()) {
                let answer = ScriptedLDAP.result(0, to: request, saying: String(repeating: "x", count: 1000))
                peer.drip(answer, everyMilliseconds: 50)
            }
        }
    }

    /// A real TLS server that never answers: mute after TLS.
    public static func muteAfterTLS(_ identity: CertificateAuthority.Identity) throws -> TLSServer {
        try TLSServer(identity)
    }
}

/// openssl's own TLS server, which reads and never answers.
public final class TLSServer: Sendable {
    public let port: UInt16
    private let folder: TemporaryFolder
    private let process: ServerProcess
    // Its standard input: at its end the server would end connections.
    private let silence: Pipe

    /// - Parameter options: further ones, such as `-tls1_1`.
    public init(_ identity: CertificateAuthority.Identity, options: [String] = []) throws {
        port = FreePort.next()
        folder = try TemporaryFolder()
        silence = Pipe()
        process = try ServerProcess(
            [
                "openssl", "s_server", "-quiet", "-accept", "127.0.0.1:\(port)", "-cert",
                identity.certificateFile,
                "-key", identity.keyFile,
            ] + options, log: folder.file("log"), input: silence.fileHandleForReading)
        let port = port
        try process.wait { accepts(port: port) }
    }

    public var address: String { "ldaps://127.0.0.1:\(port)" }
}
