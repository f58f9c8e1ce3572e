internal import Locks
internal import Secrets

/// The connections to one server: some bound as the service, for searches, and some for checking passwords. They are
/// kept apart: what a person bound is never searched on as the service.
final class ServerPool: Sendable {
    let server: DirectoryServer
    let addresses: AddressBook
    let context: TLSContext?
    let account: ServiceAccount
    let searching: Lane
    let verifying: Lane
    let report: @Sendable (DirectoryEvent) -> Void
    let counters = Monitor(Counters())

    struct Counters {
        var opened = 0
        var replaced = 0
        var searches = 0
        var verifications = 0
        var failures = 0
        /// The base of the last search that the server did not answer.
        var failedBase: String?
    }

    init(
        server: DirectoryServer, context: TLSContext?, account: ServiceAccount, connections: Int,
        tuning: Tuning = Tuning(), report: @escaping @Sendable (DirectoryEvent) -> Void
    ) {
        self.server = server
        self.context = context
        self.account = account
        self.report = report
        addresses = AddressBook(server.address, resolve: tuning.resolve)
        searching = Lane(limit: connections, ages: tuning.ages)
        verifying = Lane(limit: connections, ages: tuning.ages)
    }

    /// Leaves a connection for searches in the pool, opened and bound where there was none.
    func connect(until deadline: Deadline) throws(LDAPError) {
        try lending(searching, until: deadline) { _ throws(LDAPError) in }
    }

    /// Whom the server takes the service for.
    func identity(until deadline: Deadline) throws(LDAPError) -> String {
        try lending(searching, until: deadline) { connection throws(LDAPError) in
            try connection.whoAmI(until: deadline)
        }
    }

    /// Searches as the service.
    ///
    /// - Throws: `.refusedLocally` where there is no service account: as nobody, it could find less than there is.
    func search(_ query: Search, until deadline: Deadline) throws(LDAPError) -> SearchResult {
        if case .none = account {
            throw LDAPError(
                server: server.address, step: .search, reason: .refusedLocally("there is no service account"))
        }
        noteSearch()
        do {
            return try lending(searching, until: deadline) { connection throws(LDAPError) in
                try connection.search(query, until: deadline)
            }
        } catch {
            note(error, searchingFor: query)
            throw error
        }
    }

    /// Remembers where a search went unanswered.
    func note(_ error: LDAPError, searchingFor query: Search) {
        guard error.step == .search, error.speaksAgainstServer else { return }
        counters.withLock { $0.failedBase = query.base }
    }

    /// Asks whether a password is right, and then runs `body` on the same connection.
    func verify<R>(
        name: String, password: SecretBytes, until deadline: Deadline,
        _ body: (BindResult, Connection) throws(LDAPError) -> R
    ) throws(LDAPError) -> R {
        counters.withLock { $0.verifications += 1 }
        return try lending(verifying, until: deadline) { connection throws(LDAPError) in
            let result = try connection.verify(name: name, password: password, until: deadline)
            // The next bind may not come before the answers to what was asked on this one (RFC 4511, 4.2.1).
            defer { if !connection.begun.isEmpty { connection.spend() } }
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

    /// Drops every connection: the server is left, and what it does with those that are open is unknown.
    func empty() {
        searching.empty()
        verifying.empty()
    }

    /// Closes every connection as soon as nobody uses it: the server is none of ours any more.
    func close() {
        searching.close()
        verifying.close()
    }

    /// The figures of this moment.
    func statistics(_ breaker: CircuitBreaker.Figures) -> ServerStatistics {
        let counted = counters.withLock { $0 }
        return ServerStatistics(
            server: server.address, isLeft: breaker.isLeft, timesLeft: breaker.timesLeft,
            probes: breaker.probes,
            openConnections: searching.usage.open + verifying.usage.open,
            idleConnections: searching.usage.idle + verifying.usage.idle,
            connectionsOpened: counted.opened, connectionsReplaced: counted.replaced,
            searches: counted.searches, passwordChecks: counted.verifications, failures: counted.failures)
    }
}
