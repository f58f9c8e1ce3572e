internal import Secrets

/// The connections to one server: some bound as the service, for searches, and some for checking passwords. They are
/// kept apart: what a person bound is never searched on as the service.
final class ServerPool: Sendable {
    let server: DirectoryServer
    let addresses: AddressBook
    private let context: TLSContext?
    private let account: ServiceAccount
    private let searching: Lane
    private let verifying: Lane
    private let report: @Sendable (DirectoryEvent) -> Void
    private let counters = Monitor(Counters())

    private struct Counters {
        var opened = 0
        var replaced = 0
        var searches = 0
        var verifications = 0
        var failures = 0
    }

    init(
        server: DirectoryServer, context: TLSContext?, account: ServiceAccount, connections: Int,
        report: @escaping @Sendable (DirectoryEvent) -> Void
    ) {
        self.server = server
        self.context = context
        self.account = account
        self.report = report
        addresses = AddressBook(server.address)
        searching = Lane(limit: connections)
        verifying = Lane(limit: connections)
    }

    /// Leaves a connection for searches in the pool, opened and bound where there was none.
    func connect(until deadline: Deadline) throws(LDAPError) {
        try lending(searching, until: deadline) { _ throws(LDAPError) in }
    }

    /// Searches as the service.
    ///
    /// - Throws: `.refusedLocally` where there is no service account: as nobody, it could find less than there is.
    func search(_ query: Search, until deadline: Deadline) throws(LDAPError) -> SearchResult {
        if case .none = account {
            throw LDAPError(
                server: server.address, step: .search, reason: .refusedLocally("there is no service account"))
        }
        counters.withLock { $0.searches += 1 }
        return try lending(searching, until: deadline) { connection throws(LDAPError) in
            try connection.search(query, until: deadline)
        }
    }

    /// Asks whether a password is right, and then runs `body` on the same connection.
    func verify<R>(
        name: String, password: SecretBytes, until deadline: Deadline,
        _ body: (BindResult, Connection) throws(LDAPError) -> R
    ) throws(LDAPError) -> R {
        counters.withLock { $0.verifications += 1 }
        return try lending(verifying, until: deadline) { connection throws(LDAPError) in
            let result = try connection.verify(name: name, password: password, until: deadline)
            return try body(result, connection)
        }
    }

    /// Counts a search that somebody does on a connection of their own.
    func noteSearch() { counters.withLock { $0.searches += 1 } }

    /// Closes the connections that have been idle or open for too long.
    func closeAged() {
        searching.closeAged()
        verifying.closeAged()
    }

    /// The figures of this moment.
    func statistics(isHeldOff: Bool) -> ServerStatistics {
        let counted = counters.withLock { $0 }
        return ServerStatistics(
            server: server.address, isHeldOff: isHeldOff,
            openConnections: searching.usage.open + verifying.usage.open,
            idleConnections: searching.usage.idle + verifying.usage.idle,
            connectionsOpened: counted.opened, connectionsReplaced: counted.replaced,
            searches: counted.searches, passwordChecks: counted.verifications, failures: counted.failures)
    }

    // MARK: lending

    /// Lends `body` a connection of `lane`.
    ///
    /// Where the server closed a connection that had waited in the pool, `body` runs once more on a new one. That is
    /// right only there, and only while nothing was answered: the server had closed it before the request came, so it has
    /// counted no wrong password and no grace login yet. On a connection just opened, after a silence or after an answer,
    /// the server may have: a second try would count twice.
    private func lending<R>(
        _ lane: Lane, until deadline: Deadline, _ body: (Connection) throws(LDAPError) -> R
    ) throws(LDAPError) -> R {
        do throws(LDAPError) {
            let (loan, closed) = lane.borrow(until: deadline)
            note(replaced: closed)
            guard let loan else {
                throw LDAPError(server: server.address, step: .freeConnection, reason: .timedOut)
            }
            if case .pooled(let connection) = loan {
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
            counters.withLock { $0.failures += 1 }
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

    private func open(for lane: Lane, until deadline: Deadline) throws(LDAPError) -> Connection {
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

    private func note(replaced count: Int) {
        guard count > 0 else { return }
        counters.withLock { $0.replaced += count }
        report(.connectionsReplaced(server.address, count: count))
    }
}
