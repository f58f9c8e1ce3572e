internal import Locks

extension ServerPool {
    /// Lends `body` a connection of `lane`.
    ///
    /// Where the server closed a connection that had waited in the pool, `body` runs once more on a new one. That is
    /// right only there, and only while nothing was answered: the server had closed it before the request came, so it has
    /// counted no wrong password and no grace login yet. On a connection just opened, after a silence or after an answer,
    /// the server may have: a second try would count twice.
    ///
    /// - Parameter isCounted: whether a failure counts in the statistics.
    func lending<R>(
        _ lane: Lane, until deadline: Deadline, isCounted: Bool = true,
        _ body: (Connection) throws(LDAPError) -> R
    ) throws(LDAPError) -> R {
        do throws(LDAPError) {
            let (loan, closed) = lane.borrow(until: deadline)
            note(replaced: closed)
            guard let loan else {
                throw LDAPError(server: server.address, step: .freeConnection, reason: .timedOut)
            }
            switch loan {
            case .left:
                throw LDAPError(
                    server: server.address, step: .freeConnection,
                    reason: .unreachable("the server was left meanwhile"))
            case .vacancy: break
            case .pooled(let connection):
                let answersBefore = connection.answers
                do {
                    let result = try body(connection)
                    lane.giveBack(connection)
                    return result
                } catch {
                    guard case .connectionLost = error.reason, connection.answers == answersBefore else {
                        lane.giveBack(connection)
                        throw error
                    }
                    // The place in the lane stays taken, for the connection that comes instead.
                    note(replaced: 1)
                }
            }
            return try runOnNew(lane, until: deadline, body)
        } catch {
            if isCounted { counters.withLock { $0.failures += 1 } }
            throw error
        }
    }

    /// Opens a connection, for which there is a place in `lane`, and runs `body` on it.
    private func runOnNew<R>(
        _ lane: Lane, until deadline: Deadline, _ body: (Connection) throws(LDAPError) -> R
    ) throws(LDAPError) -> R {
        let connection: Connection
        do {
            connection = try open(for: lane, until: deadline)
        } catch {
            lane.giveUp()
            throw error
        }
        defer { lane.giveBack(connection) }
        return try body(connection)
    }

    func open(for lane: Lane, until deadline: Deadline) throws(LDAPError) -> Connection {
        let known = try addresses.addresses(until: deadline)
        do {
            let connection = try Connection.open(
                to: server, addresses: known, context: context, until: deadline)
            if lane === searching { try connection.bind(as: account, until: deadline) }
            counters.withLock { $0.opened += 1 }
            return connection
        } catch {
            addresses.rotate()
            throw error
        }
    }

    func note(replaced count: Int) {
        guard count > 0 else { return }
        counters.withLock { $0.replaced += count }
        report(.connectionsReplaced(server.address, count: count))
    }
}
