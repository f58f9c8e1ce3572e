internal import CFastCGI
internal import Glibc
internal import Synchronization

/// A request beyond 64 KiB. nginx would answer 502 where its connection is closed while it sends, so it is read to its
/// end and thrown away, a piece whenever one has come, and then answered; by hand, for libfcgi has not seen it.
extension Worker {
    /// How much is read before others get their turn, in bytes.
    private static let turn = 1 << 20

    func startDrain(_ connection: Connection) {
        server.tally.tooLarge.add(1, ordering: .relaxed)
        let before = server.tally.draining.add(1, ordering: .relaxed).oldValue
        guard before < server.limits.drains else {
            server.tally.draining.subtract(1, ordering: .relaxed)
            server.tally.overloaded.add(1, ordering: .relaxed)
            server.report(.overloaded(.drainsFull))
            return close(connection)
        }
        let deadline = ContinuousClock.now + server.limits.drainWait
        let drain = Drain(deadline: deadline)
        connection.drain = drain
        server.timers.schedule(.drainOver(token: connection.token), at: deadline)
        self.drain(connection, into: drain)
    }

    func drain(_ connection: Connection, into drain: Drain) {
        // The timer passes by a connection that is somebody's at that moment: whoever has it looks at the time too.
        guard drain.deadline > .now else { return giveUpDrain(connection) }
        var turn = 0
        while turn < Self.turn {
            let count = unsafe recv(
                connection.descriptor, input.baseAddress, input.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN || errno == EINTR { return release(connection) }
            guard count > 0 else { return close(connection) }
            let part = unsafe UnsafeRawBufferPointer(rebasing: input[..<count])
            let verdict = unsafe drain.scanner.scan(part, parameters: drain.parameters)
            wipeInput(count)
            turn += count
            drain.bytes += count
            switch verdict {
            case .malformed(let what): return refuse(connection, what)
            case .complete: return answerTooLarge(connection, drain, isWhole: true)
            case .incomplete where drain.bytes > server.limits.drainBytes:
                return answerTooLarge(connection, drain, isWhole: false)
            case .incomplete: break
            }
        }
        release(connection, evenStopping: true)
    }

    /// Goes on with a connection for whose drain the time was over at this moment: what is left of it is closed.
    func endDrain(_ token: UInt64) {
        if let connection = server.connections.claim(token) { serve(connection) }
    }

    private func giveUpDrain(_ connection: Connection) {
        server.tally.stalled.add(1, ordering: .relaxed)
        server.report(.stalled)
        close(connection)
    }

    func forgetDrain(_ connection: Connection) {
        connection.drain = nil
        server.tally.draining.subtract(1, ordering: .relaxed)
    }

    private func answerTooLarge(_ connection: Connection, _ drain: Drain, isWhole: Bool) {
        let cutShort = drain.scanner.parameterBytes > Caps.parameters || !drain.scanner.hasAllParameters
        guard unsafe ParameterPairs.areSound(drain.parameters.bytes, cutShort: cutShort) else {
            return refuse(connection, .parameters)
        }
        let table = unsafe ParameterTable(drain.parameters.bytes)
        let request = unsafe Request(
            entries: table.entries, body: UnsafeRawBufferPointer(start: nil, count: 0))
        write(server.application.respondTooLarge(to: request), to: request)
        let isSent = send(answerRecords(answer, requestID: drain.scanner.requestID), to: connection)
        answer.wipe()
        let keeps = isWhole && isSent && drain.scanner.keepsConnection
        forgetDrain(connection)
        if keeps { release(connection) } else { close(connection) }
    }

    private func send(_ records: [UInt8], to connection: Connection) -> Bool {
        unsafe records.withUnsafeBytes { bytes in
            var sent = 0
            while sent < records.count {
                let count = unsafe Glibc.send(
                    connection.descriptor, bytes.baseAddress.map { unsafe $0 + sent }, records.count - sent,
                    Int32(MSG_NOSIGNAL))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }
}
