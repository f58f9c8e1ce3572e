import Foundation

/// A loopback TCP server that handles every connection on a thread of its own as a closure says. For servers that
/// misbehave; it ends with the last owner.
public final class SocketServer: @unchecked Sendable {
    // `clients` and `count` change under `lock`; the listener is set up in `init` and closed in `deinit`.
    public let port: UInt16
    private let listener: Int32
    private let lock = NSLock()
    private var clients: Set<Int32> = []
    private var count = 0
    private var isStopped = false

    /// - Parameters:
    ///   - backlog: as for listen(2).
    ///   - accepting: false: connections stay in the backlog.
    ///   - handle: gets the connection, which is closed when it returns.
    public init(
        backlog: Int32 = 64, accepting: Bool = true, _ handle: @escaping @Sendable (SocketPeer) -> Void
    ) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = FreePort.next()
        let bound = withLoopbackAddress(port: port) { bind(listener, $0, $1) }
        guard bound == 0, listen(listener, backlog) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
        if accepting { acceptAll(handle) }
    }

    deinit { stop() }

    public var address: String { "ldap://127.0.0.1:\(port)" }
    public var tlsAddress: String { "ldaps://127.0.0.1:\(port)" }

    /// How many connections were accepted.
    public var accepted: Int { lock.withLock { count } }

    /// How many connections are open at this moment.
    public var open: Int { lock.withLock { clients.count } }

    /// Stops listening and cuts every connection.
    public func stop() {
        lock.withLock {
            guard !isStopped else { return }
            isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            close(listener)
            for client in clients { shutdown(client, Int32(SHUT_RDWR)) }
        }
    }

    private func acceptAll(_ handle: @escaping @Sendable (SocketPeer) -> Void) {
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { return }
                self.lock.withLock {
                    self.clients.insert(client)
                    self.count += 1
                }
                Thread.detachNewThread { [weak self] in
                    handle(SocketPeer(descriptor: client))
                    guard let self else {
                        _ = close(client)
                        return
                    }
                    self.lock.withLock {
                        self.clients.remove(client)
                        close(client)
                    }
                }
            }
        }
    }
}

/// The other end of a connection to a `SocketServer`.
public struct SocketPeer: Sendable {
    let descriptor: Int32

    /// What came in, at least a byte; empty where the connection has ended.
    public func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, count)))
    }

    /// - Returns: false where the connection has ended.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Sends `bytes` one at a time, with a pause before each.
    public func drip(_ bytes: [UInt8], everyMilliseconds pause: UInt32) {
        for byte in bytes {
            usleep(pause * 1000)
            guard write([byte]) else { return }
        }
    }

    /// Ends the connection with a reset instead of a close, as soon as it is closed.
    public func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Reads and throws away until the connection ends.
    public func swallow() { while !read().isEmpty {} }
}
