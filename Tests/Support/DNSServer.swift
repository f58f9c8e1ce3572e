import Foundation

/// A real DNS server on a loopback port, UDP and TCP, that answers as a test says; it ends with the last owner.
public final class DNSServer: @unchecked Sendable {
    // `script` and `names` are behind locks; the sockets are set up in `init` and closed in `deinit`.

    /// How a question came.
    public enum Transport: Sendable { case udp, tcp }

    /// The bytes of the answer; nil for silence.
    public typealias Script = @Sendable (_ query: [UInt8], _ name: String, _ transport: Transport) -> [UInt8]?

    public let port: UInt16
    private let datagrams: Int32
    private let listener: SocketServer
    private let script: Locked<Script>
    private let names = Locked<[String]>([])

    public init(_ script: @escaping Script) throws {
        let script = Locked(script)
        let names = names
        listener = try SocketServer { peer in
            var bytes: [UInt8] = []
            while bytes.count < 2 || bytes.count < 2 + (Int(bytes[0]) << 8 | Int(bytes[1])) {
                let more = peer.read()
                if more.isEmpty { return }
                bytes += more
            }
            guard let reply = Self.reply(to: Array(bytes.dropFirst(2)), .tcp, script, names) else { return }
            peer.write([UInt8(reply.count >> 8), UInt8(reply.count & 255)] + reply)
        }
        self.script = script
        port = listener.port
        datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard withLoopbackAddress(port: port, { bind(datagrams, $0, $1) }) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
        let descriptor = datagrams
        TestThread.detach { Self.serve(descriptor, script, names) }
    }

    /// A server with these records; a name without any does not exist.
    public convenience init(_ zone: [String: [DNSMessage.SRV]]) throws {
        try self.init(Self.script(zone))
    }

    deinit { shutdown(datagrams, Int32(SHUT_RDWR)) }

    /// The names that were asked for, in order.
    public var asked: [String] { names.withLock { $0 } }

    /// Answers with these records from now on.
    public func serve(_ zone: [String: [DNSMessage.SRV]]) { answer(Self.script(zone)) }

    /// Answers so from now on.
    public func answer(_ script: @escaping Script) { self.script.withLock { $0 = script } }

    private static func script(_ zone: [String: [DNSMessage.SRV]]) -> Script {
        { query, name, _ in
            guard let records = zone[name] else { return DNSMessage.answer(to: query, .noSuchName) }
            return DNSMessage.answer(to: query, .noError, records)
        }
    }

    private static func reply(
        to query: [UInt8], _ transport: Transport, _ script: Locked<Script>, _ names: Locked<[String]>
    ) -> [UInt8]? {
        guard let name = DNSMessage.question(of: query) else { return nil }
        names.withLock { $0.append(name) }
        return script.withLock { $0 }(query, name, transport)
    }

    private static func serve(_ descriptor: Int32, _ script: Locked<Script>, _ names: Locked<[String]>) {
        defer { close(descriptor) }
        while true {
            var buffer = [UInt8](repeating: 0, count: 4096)
            var peer = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let count = withUnsafeMutablePointer(to: &peer) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &buffer, buffer.count, 0, $0, &size)
                }
            }
            // Nothing came: the socket was shut down.
            guard count > 0 else { return }
            guard let reply = reply(to: Array(buffer.prefix(count)), .udp, script, names) else { continue }
            _ = withUnsafePointer(to: &peer) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, reply, reply.count, 0, $0, size)
                }
            }
        }
    }
}
