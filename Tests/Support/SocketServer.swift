import Foundation

/// A loopback TCP server that handles every connection on a thread of its own as a closure says. For servers that
/// misbehave; it ends with the last owner.
public final class SocketServer: Sendable {
    public let port: UInt16
    private let descriptors: SocketDescriptors

    /// - Parameters:
    ///   - backlog: as for listen(2).
    ///   - accepting: false: connections stay in the backlog.
    ///   - handle: gets the connection, which is closed when it returns.
    public init(
        backlog: Int32 = 64, accepting: Bool = true, _ handle: @escaping @Sendable (SocketPeer) -> Void
    ) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = FreePort.next()
        descriptors = SocketDescriptors(listener: listener, isAccepting: accepting)
        let bound = withLoopbackAddress(port: port) { bind(listener, $0, $1) }
        guard bound == 0, listen(listener, backlog) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
        guard accepting else { return }
        // The threads share the descriptors and not the server, which would otherwise be its own owner.
        let descriptors = descriptors
        TestThread.detach {
            while let client = descriptors.accept() {
                TestThread.detach {
                    handle(SocketPeer(descriptor: client))
                    descriptors.close(client)
                }
            }
        }
    }

    deinit { stop() }

    public var address: String { "ldap://127.0.0.1:\(port)" }
    public var tlsAddress: String { "ldaps://127.0.0.1:\(port)" }

    /// How many connections were accepted.
    public var accepted: Int { descriptors.accepted }

    /// How many connections are open at this moment.
    public var open: Int { descriptors.open }

    /// Stops listening and cuts every connection.
    public func stop() { descriptors.stop() }
}

/// The descriptors of a server. A number that is closed may be another test's a moment later: so whoever closes one takes
/// it out under the lock, and whoever cuts one finds it there.
private final class SocketDescriptors: Sendable {
    private struct State {
        var listener: Int32?
        var clients: Set<Int32> = []
        var accepted = 0
    }

    private let listener: Int32
    /// Whether a thread accepts, and so closes the listener.
    private let isAccepting: Bool
    private let state: Locked<State>

    init(listener: Int32, isAccepting: Bool) {
        self.listener = listener
        self.isAccepting = isAccepting
        state = Locked(State(listener: listener))
    }

    var accepted: Int { state.withLock { $0.accepted } }
    var open: Int { state.withLock { $0.clients.count } }

    /// The next connection; nil, and the listener is closed, where the server has stopped.
    func accept() -> Int32? {
        let client = Glibc.accept(listener, nil, nil)
        return state.withLock { state in
            guard client >= 0, state.listener != nil else {
                if client >= 0 { Glibc.close(client) }
                state.listener = nil
                Glibc.close(listener)
                return nil
            }
            state.clients.insert(client)
            state.accepted += 1
            return client
        }
    }

    /// Closes a connection that was accepted.
    func close(_ client: Int32) {
        state.withLock { state in
            state.clients.remove(client)
            Glibc.close(client)
        }
    }

    /// Accepts nobody any more and cuts every connection. The thread that accepts is woken.
    func stop() {
        state.withLock { state in
            guard let listener = state.listener else { return }
            state.listener = nil
            shutdown(listener, Int32(SHUT_RDWR))
            if !isAccepting { Glibc.close(listener) }
            for client in state.clients { shutdown(client, Int32(SHUT_RDWR)) }
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
