internal import CFastCGI
internal import Glibc

/// The one epoll(7) in which all workers wait.
final class Readiness: Sendable {
    /// What an event is about.
    enum Event {
        case listener
        case timer
        case stop
        case end
        case connection(token: UInt64)
    }

    /// Tokens of what is no connection; those of connections are above them (`Connections`).
    private enum Token {
        static let listener: UInt64 = 1
        static let timer: UInt64 = 2
        static let stop: UInt64 = 3
        static let end: UInt64 = 4
    }

    private static let readable = EPOLLIN.rawValue
    private static let once = EPOLLONESHOT.rawValue
    private let descriptor: Int32

    init() throws(ServerError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw .system(call: "epoll_create1", code: errno) }
    }

    deinit { close(descriptor) }

    /// Adds what is no connection. The stop wakes one worker; the end all of them; the timer one each time it fires.
    func add(listener: Int32, timer: Int32, stop: Int32, end: Int32) throws(ServerError) {
        try add(listener, Self.readable | Self.once, Token.listener)
        try add(timer, Self.readable | EPOLLET.rawValue, Token.timer)
        try add(stop, Self.readable | Self.once, Token.stop)
        try add(end, Self.readable, Token.end)
    }

    private func add(_ other: Int32, _ events: UInt32, _ token: UInt64) throws(ServerError) {
        guard cfastcgi_epoll_set(descriptor, EPOLL_CTL_ADD, other, events, token) == 0 else {
            throw .system(call: "epoll_ctl", code: errno)
        }
    }

    /// Lets the listener wake one worker once more.
    func arm(listener: Int32) {
        _ = cfastcgi_epoll_set(descriptor, EPOLL_CTL_MOD, listener, Self.readable | Self.once, Token.listener)
    }

    /// The listener wakes nobody any more.
    func remove(listener: Int32) { _ = cfastcgi_epoll_set(descriptor, EPOLL_CTL_DEL, listener, 0, 0) }

    /// Lets a connection that the caller holds wake one worker, once; false where the kernel has no memory for it.
    func arm(_ connection: Connection) -> Bool {
        let operation = connection.isRegistered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
        let result = cfastcgi_epoll_set(
            descriptor, operation, connection.descriptor, Self.readable | Self.once, connection.token)
        if result == 0 { connection.isRegistered = true }
        return result == 0
    }

    /// Waits for the next event. One at a time, so that nobody's request waits behind another one's work.
    func next() -> Event {
        var token: UInt64 = 0
        while unsafe cfastcgi_epoll_next(descriptor, -1, &token) != 1 {}
        return switch token {
        case Token.listener: .listener
        case Token.timer: .timer
        case Token.stop: .stop
        case Token.end: .end
        default: .connection(token: token)
        }
    }
}
