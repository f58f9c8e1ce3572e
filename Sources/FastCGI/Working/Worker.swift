internal import Glibc
internal import Synchronization

/// One thread's work: takes an event, does what it asks for, and waits for the next.
///
/// Its files are its chapters: accepting, looking at what came, draining what is too large, answering, stopping.
@safe
final class Worker {
    let server: Server
    /// What is looked at in a connection, or drained from it; wiped after each use.
    let input: UnsafeMutableRawBufferPointer
    /// The parameters of the request that is looked at.
    let parameters = WipedBuffer(capacity: Caps.parameters)
    /// What is sent; used again and again.
    var answer = Answer()
    /// For the next requests.
    var spare: [Exchange] = []

    init(_ server: Server) {
        self.server = server
        unsafe input = .allocate(byteCount: Caps.look, alignment: 16)
    }

    deinit { unsafe input.deallocate() }

    /// Works until the server's end.
    func run() {
        while true {
            switch server.readiness.next() {
            case .listener: accept()
            case .timer: if let duty = server.timers.next() { perform(duty) }
            case .stop: stop()
            case .end: return
            case .connection(let token):
                if let connection = server.connections.claim(token) { serve(connection) }
            }
        }
    }

    /// Does what the moment has come for.
    private func perform(_ duty: Timers.Duty) {
        switch duty {
        case .look(let connection): serve(connection)
        case .send(let exchange, let response): send(response, for: exchange)
        case .slowWait: refuseExpired()
        case .drainOver(let token): endDrain(token)
        case .accept:
            if !server.connections.isStopping { server.readiness.arm(listener: server.listener.descriptor) }
        case .expire: closeIdle()
        }
    }

    /// Goes on with a connection that this worker has claimed.
    func serve(_ connection: Connection) {
        if let drain = connection.drain {
            self.drain(connection, into: drain)
        } else {
            look(at: connection)
        }
    }

    /// Gives a connection back to the epoll, to wait for the next request or for more of this one.
    ///
    /// - Parameter evenStopping: true where something has arrived on it.
    func release(_ connection: Connection, evenStopping: Bool = false) {
        connection.incompleteSince = nil
        connection.looks = 0
        guard server.readiness.arm(connection) else { return close(connection) }
        switch server.connections.settle(connection, at: .now, evenStopping: evenStopping) {
        case .idle: break
        // Not by this worker: it may have a queue of slow requests to answer first.
        case .seen: server.timers.schedule(.look(connection), at: .now)
        case .stopping where connection.hasServed || connection.drain != nil: close(connection)
        case .stopping: lookAgain(connection)
        }
    }

    /// Closes a connection that this worker holds.
    func close(_ connection: Connection) {
        if connection.drain != nil { forgetDrain(connection) }
        // Closed first: the end of the server waits for the removal, and must leave no descriptor behind.
        Glibc.close(connection.descriptor)
        server.connections.remove(connection)
    }

    private func closeIdle() {
        server.tally.rounds.wrappingAdd(1, ordering: .relaxed)
        let now = ContinuousClock.now
        for connection in server.connections.removeIdle(since: now - server.limits.idle) {
            closeRemoved(connection)
        }
        if !server.connections.isStopping { server.timers.schedule(.expire, at: now + server.expiryInterval) }
    }

    /// Closes a connection that has been taken out of the table.
    func closeRemoved(_ connection: Connection) {
        if connection.drain != nil { forgetDrain(connection) }
        Glibc.close(connection.descriptor)
    }
}
