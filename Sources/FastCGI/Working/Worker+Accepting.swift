internal import CFastCGI
internal import Glibc
internal import Synchronization

extension Worker {
    /// Accepts one connection, lets the listener wake the next worker, and looks at what the connection brings.
    func accept() {
        guard server.connections.reserve() else { return }
        let descriptor = cfastcgi_accept(server.listener.descriptor)
        guard descriptor >= 0 else {
            let code = errno
            server.connections.cancelReservation()
            switch code {
            case EAGAIN, EINTR, ECONNABORTED, EPROTO:
                server.readiness.arm(listener: server.listener.descriptor)
            default: pauseAccepting(code)
            }
            return
        }
        server.readiness.arm(listener: server.listener.descriptor)
        if let connection = admit(descriptor) { serve(connection) }
    }

    /// Takes in an accepted descriptor for which a place is reserved; nil, and closed, where there is none.
    func admit(_ descriptor: Int32) -> Connection? {
        bound(descriptor, SO_RCVTIMEO, server.limits.requestWait)
        bound(descriptor, SO_SNDTIMEO, server.limits.sendWait)
        server.tally.accepted.add(1, ordering: .relaxed)
        let (connection, evicted) = server.connections.admit(descriptor, at: .now)
        if let evicted { closeRemoved(evicted) }
        if connection == nil {
            server.tally.overloaded.add(1, ordering: .relaxed)
            server.report(.tooManyConnections)
            Glibc.close(descriptor)
            server.connections.cancelReservation()
        }
        return connection
    }

    /// No descriptors or no memory: neither exit nor spin, but make a little room and try again soon.
    private func pauseAccepting(_ code: Int32) {
        server.report(.acceptPaused(code: code))
        if let idlest = server.connections.removeIdlest() { closeRemoved(idlest) }
        server.timers.schedule(.accept, at: .now + .milliseconds(100))
    }

    /// libfcgi reads and writes with blocking calls. They never have to wait, but if one did, not for ever.
    private func bound(_ descriptor: Int32, _ option: Int32, _ wait: Duration) {
        var time = timeval()
        time.tv_sec = Int(wait.components.seconds)
        time.tv_usec = Int(wait.components.attoseconds / 1_000_000_000_000)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
}
