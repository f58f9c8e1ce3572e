internal import CFastCGI
internal import Glibc
internal import Synchronization

extension Worker {
    /// What has arrived on a connection.
    private enum Finding {
        case malformed(Malformation)
        case tooLarge
        case incomplete
        case whole(bodyBytes: Int)
    }

    /// Looks at what has arrived on a connection without taking it, and goes on as it is whole, not yet, or never.
    func look(at connection: Connection) {
        let count = unsafe recv(
            connection.descriptor, input.baseAddress, input.count, Int32(MSG_PEEK | MSG_DONTWAIT))
        guard count > 0 else { return lookedInVain(connection, count: count) }
        let finding = unsafe judge(UnsafeRawBufferPointer(rebasing: input[..<count]))
        wipeInput(count)
        switch finding {
        case .malformed(let what): refuse(connection, what)
        case .tooLarge: startDrain(connection)
        case .incomplete: lookAgain(connection)
        case .whole(let bodyBytes):
            // Answers pile up where a peer asks on and does not read: then the next one waits, and not the worker
            // that would have to write it.
            if cfastcgi_unread_by_peer(connection.descriptor) == 0 {
                answer(connection, bodyBytes: bodyBytes)
            } else {
                lookAgain(connection)
            }
        }
    }

    private func judge(_ bytes: UnsafeRawBufferPointer) -> Finding {
        var scanner = RequestScanner()
        let verdict = unsafe scanner.scan(bytes, parameters: parameters)
        if case .malformed(let what) = verdict { return .malformed(what) }
        if scanner.parameterBytes > Caps.parameters || scanner.bodyBytes > Caps.body { return .tooLarge }
        guard verdict == .complete else {
            return bytes.count == Caps.look ? .malformed(.framing) : .incomplete
        }
        guard unsafe ParameterPairs.areSound(parameters.bytes) else { return .malformed(.parameters) }
        return .whole(bodyBytes: scanner.bodyBytes)
    }

    /// Nothing there: the peer has closed, or an event came for nothing.
    private func lookedInVain(_ connection: Connection, count: Int) {
        guard count < 0, errno == EAGAIN || errno == EINTR else { return close(connection) }
        let isAwaited = server.connections.isStopping && !connection.hasServed
        if connection.incompleteSince == nil && !isAwaited {
            release(connection)
        } else {
            lookAgain(connection)
        }
    }

    /// Closes a connection on which something came that a web server does not send.
    func refuse(_ connection: Connection, _ what: Malformation) {
        server.tally.malformed.add(1, ordering: .relaxed)
        server.report(.malformed(what))
        close(connection)
    }

    /// Looks again in a moment. Not by the epoll, which would wake at once for what is there already.
    ///
    /// The moments grow from 5 ms, by which an honest peer has sent the rest, to 250 ms: a peer that stalls costs
    /// next to nothing until its time is over.
    func lookAgain(_ connection: Connection) {
        let now = ContinuousClock.now
        let since = connection.incompleteSince ?? now
        connection.incompleteSince = since
        let wait =
            server.connections.isStopping
            ? min(server.limits.requestWait, .milliseconds(500)) : server.limits.requestWait
        guard now - since < wait, !isHungUp(connection) else {
            // While the server stops, the peer may have had nothing to ask.
            if !server.connections.isStopping {
                server.tally.stalled.add(1, ordering: .relaxed)
                server.report(.stalled)
            }
            return close(connection)
        }
        let pause = Duration.milliseconds(min(5 << max(0, min(connection.looks, 9) - 3), 250))
        connection.looks += 1
        server.timers.schedule(.look(connection), at: min(now + pause, since + wait))
    }

    /// Whether the peer has closed its end, so that nothing more will come.
    private func isHungUp(_ connection: Connection) -> Bool {
        var state = pollfd(fd: connection.descriptor, events: 0, revents: 0)
        return unsafe poll(&state, 1, 0) == 1
    }

    /// A password may have been in it.
    func wipeInput(_ count: Int) {
        if let start = unsafe input.baseAddress { unsafe explicit_bzero(start, count) }
        parameters.wipe()
    }
}
