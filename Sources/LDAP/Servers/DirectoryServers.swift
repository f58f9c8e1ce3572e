internal import Secrets

/// The directory: several servers that hold the same entries, in order of preference.
///
/// Calls block the caller's thread, never for longer than twice `timeout`. All of it may be used from any thread.
public final class DirectoryServers: Sendable {
    private let pools: [ServerPool]
    private let order: ServerOrder
    private let timeout: Duration
    private let upkeep: Upkeep
    private let report: @Sendable (DirectoryEvent) -> Void

    /// Reads the certificate authorities and starts looking up the names; connects to nobody yet.
    ///
    /// - Parameters:
    ///   - servers: at least one; the first is preferred.
    ///   - trust: whose certificates are believed.
    ///   - account: who searches.
    ///   - connections: the most connections to each server, for searches and for password checks each.
    ///   - timeout: the longest that one server keeps a login waiting.
    ///   - report: told what belongs in the log, on whatever thread it happens.
    /// - Throws: `LDAPConfigurationError` where there are no servers or the authorities cannot be read.
    public init(
        _ servers: [DirectoryServer], trust: Trust, account: ServiceAccount, connections: Int = 16,
        timeout: Duration = .seconds(5), report: @escaping @Sendable (DirectoryEvent) -> Void = { _ in }
    ) throws(LDAPConfigurationError) {
        guard !servers.isEmpty else { throw LDAPConfigurationError("there is no directory server") }
        if case .account(let dn, let password) = account, dn.isEmpty || password.isEmpty {
            throw LDAPConfigurationError(
                "the service account needs a DN and a password: an empty one would sign in as nobody (RFC 4513, 5.1.2)"
            )
        }
        try account.check(servers: servers, trust: trust)
        Library.prepare()
        let needsTLS = servers.contains { $0.security != .plainText }
        let context = needsTLS ? try TLSContext.shared(for: trust) : nil
        pools = servers.map { server in
            ServerPool(
                server: server, context: server.security == .plainText ? nil : context, account: account,
                connections: connections, report: report)
        }
        order = ServerOrder(count: servers.count)
        self.timeout = timeout
        self.report = report
        upkeep = Upkeep(pools, report: report)
        guard upkeep.start() else {
            throw LDAPConfigurationError("the system gave no thread for the directory")
        }
    }

    deinit { upkeep.stop() }

    /// Runs `body`, a whole login, on the first server that answers.
    ///
    /// Where a server fails, `body` is run again from its beginning on the next one: it keeps to the session it is given
    /// and throws what that throws. A refused password is a result, and ends the search for a server. A server that
    /// failed is asked last for some seconds.
    ///
    /// - Throws: `DirectoryUnreachable` where no server answered within twice the timeout, or one answered that the
    ///   question is wrong (such as a base that does not exist).
    public func withServer<Result>(
        _ body: (borrowing ServerSession) throws(LDAPError) -> Result
    ) throws(DirectoryUnreachable) -> Result {
        let whole = Deadline(in: timeout * 2)
        var failures: [LDAPError] = []
        for index in order.next() where failures.isEmpty || !whole.hasPassed {
            let session = ServerSession(pool: pools[index], deadline: min(Deadline(in: timeout), whole)) {
                self.noteAnswer(of: index)
            }
            do {
                return try body(session)
            } catch {
                failures.append(error)
                guard error.speaksAgainstServer else { break }
                noteFailure(error, of: index)
            }
        }
        throw DirectoryUnreachable(failures: failures)
    }

    /// The figures of each server, in the configured order.
    public var statistics: [ServerStatistics] {
        pools.enumerated().map { index, pool in pool.statistics(isHeldOff: order.isHeldOff(index)) }
    }

    private func noteAnswer(of index: Int) {
        if order.answered(index) { report(.serverTakenBack(pools[index].server.address)) }
    }

    private func noteFailure(_ error: LDAPError, of index: Int) {
        // Too many at once say nothing about the server.
        guard error.step != .freeConnection else { return }
        if order.left(index) { report(.serverLeft(error, heldOffFor: ServerOrder.holdOff)) }
    }
}
