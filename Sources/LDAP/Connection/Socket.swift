internal import Glibc

/// The TCP connection or Unix socket under a handle: ours, so that opening it is bounded.
enum Socket {
    /// Why none of the addresses could be connected to.
    struct Failure: Error {
        let reason: LDAPError.Reason

        static let timedOut = Failure(reason: .timedOut)

        /// What the system said of the other side.
        static func unreachable(_ code: Int32) -> Failure {
            Failure(reason: .unreachable(systemWords(code)))
        }

        /// What the system lacks here, which no other server can help.
        static func lacking(_ code: Int32) -> Failure {
            Failure(reason: .refusedLocally(systemWords(code)))
        }
    }

    /// Connects to one of `addresses`, in their order; each gets its share of the time left, so that one that
    /// swallows packets leaves something for the next.
    ///
    /// - Returns: a connected, non-blocking descriptor, the caller's to close.
    static func connect(to addresses: [SocketAddress], until deadline: Deadline) throws(Failure) -> Int32 {
        var failure = Failure.timedOut
        for (index, address) in addresses.enumerated() {
            let share = deadline.remaining / (addresses.count - index)
            do {
                return try connect(to: address, until: min(deadline, Deadline(in: share)))
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// Connects to `address` and hangs up.
    ///
    /// - Returns: what went wrong, in the system's words; nil where it answered.
    static func problem(connectingTo address: SocketAddress, until deadline: Deadline) -> String? {
        do {
            close(try connect(to: address, until: deadline))
            return nil
        } catch {
            switch error.reason {
            case .unreachable(let words), .refusedLocally(let words): return words
            default: return "no answer in time"
            }
        }
    }

    private static func connect(to address: SocketAddress, until deadline: Deadline) throws(Failure) -> Int32
    {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, kind, 0)
        guard descriptor >= 0 else {
            let code = errno
            // No descriptor or no memory is left; a family that the system does not speak is the address's fault.
            throw [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) ? .lacking(code) : .unreachable(code)
        }
        do {
            configure(descriptor, until: deadline)
            try connect(descriptor, to: address, until: deadline)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Small messages leave at once (else 40 ms are lost), dead peers are noticed, and where the library makes the
    /// socket blocking for a moment, a read or write still ends.
    private static func configure(_ descriptor: Int32, until deadline: Deadline) {
        var on: Int32 = 1
        var limit = deadline.timeLeft
        let flag = socklen_t(MemoryLayout<Int32>.size)
        let interval = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, flag)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, flag)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, interval)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, interval)
    }

    private static func connect(
        _ descriptor: Int32, to address: SocketAddress, until deadline: Deadline
    ) throws(Failure) {
        while true {
            let code = unsafe address.withSockaddr {
                unsafe Glibc.connect(descriptor, $0, $1) == 0 ? 0 : errno
            }
            if code == 0 { return }
            if code == EINPROGRESS || code == EINTR { break }
            // A Unix socket whose backlog is full says "again" and nothing to wait for (connect(2)).
            guard code == EAGAIN, address.family == AF_UNIX else { throw .unreachable(code) }
            if deadline.hasPassed { throw .timedOut }
            usleep(10_000)
        }
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while unsafe poll(&wanted, 1, deadline.milliseconds) <= 0 {
            if deadline.hasPassed { throw .timedOut }
        }
        var outcome: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &outcome, &size)
        if outcome != 0 { throw .unreachable(outcome) }
    }

    /// Makes the socket non-blocking; libldap makes it blocking again after a handshake.
    static func stopBlocking(_ descriptor: Int32) -> Bool {
        let flags = fcntl(descriptor, F_GETFL)
        return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0
    }

    /// Whether nothing has come in on a connection that is owed nothing. What comes in unasked is the end of the
    /// connection or the notice of it (RFC 4511, 4.4.1).
    static func isQuiet(_ descriptor: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&wanted, 1, 0) == 0
    }
}
