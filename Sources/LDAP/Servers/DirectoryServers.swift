internal import Secrets

/// The directory: several servers that hold the same entries, in order of preference.
///
/// Calls block the caller's thread, never for longer than twice `timeout`. All of it may be used from any thread.
public final class DirectoryServers: Sendable {
    private let roster: ServerRoster
    private let discovery: ServerDiscovery?
    private let timeout: Duration

    /// How many servers get a person's password in one login without answering.
    private static let mostSilentJudges = 2

    /// Reads the certificate authorities and starts looking up names; connects to nobody yet.
    ///
    /// - Parameters:
    ///   - source: which servers there are.
    ///   - trust: what proves the servers, and the certificate that the service shows.
    ///   - account: who searches.
    ///   - connections: the most connections to each server, for searches and for password checks each.
    ///   - kept: how many of them are opened in the background, to each server from the first question to it on, and replaced
    ///     when the server closes them or they get old: nobody waits for one to be set up.
    ///   - timeout: the longest that one server keeps a login waiting.
    ///   - report: told what belongs in the log, on whatever thread it happens.
    /// - Throws: `LDAPConfigurationError` where there are no servers, the domain is none, the authorities or the client
    ///   certificate cannot be used, the account cannot work with the servers, or the system gives no thread.
    public convenience init(
        _ source: ServerSource, trust: Trust, account: ServiceAccount, connections: Int = 16, kept: Int = 0,
        timeout: Duration = .seconds(5), report: @escaping @Sendable (DirectoryEvent) -> Void = { _ in }
    ) throws(LDAPConfigurationError) {
        var tuning = Tuning()
        tuning.kept = kept
        try self.init(
            source, trust: trust, account: account, connections: connections, timeout: timeout,
            tuning: tuning, report: report)
    }

    /// The same with a fixed list; the first server is preferred.
    public convenience init(
        _ servers: [DirectoryServer], trust: Trust, account: ServiceAccount, connections: Int = 16,
        timeout: Duration = .seconds(5), report: @escaping @Sendable (DirectoryEvent) -> Void = { _ in }
    ) throws(LDAPConfigurationError) {
        try self.init(
            .fixed(servers), trust: trust, account: account, connections: connections, timeout: timeout,
            report: report)
    }

    init(
        _ source: ServerSource, trust: Trust, account: ServiceAccount, connections: Int, timeout: Duration,
        tuning: Tuning, report: @escaping @Sendable (DirectoryEvent) -> Void
    ) throws(LDAPConfigurationError) {
        if case .account(let dn, let password) = account, dn.isEmpty || password.isEmpty {
            throw LDAPConfigurationError(
                "the service account needs a DN and a password: an empty one would sign in as nobody (RFC 4513, 5.1.2)"
            )
        }
        try source.check()
        if case .fixed(let servers) = source { try account.check(servers: servers, trust: trust) }
        Library.prepare()
        let context = source.usesTLS ? try TLSContext.shared(for: trust) : nil
        self.timeout = timeout
        roster = ServerRoster { server in
            let pool = ServerPool(
                server: server, context: server.usesTLS ? context : nil, account: account,
                connections: connections, tuning: tuning, report: report)
            return WatchedServer(pool: pool, timeout: timeout, tuning: tuning, report: report)
        }
        let hasStarted: Bool
        switch source {
        case .fixed(let servers):
            discovery = nil
            hasStarted = roster.adopt(servers) != nil
        case .dns(let domain, let startTLS):
            let discovery = ServerDiscovery(
                of: ServiceDomain(checked: domain), startTLS: startTLS, into: roster, tuning, report)
            self.discovery = discovery
            hasStarted = discovery.start()
        }
        guard hasStarted else { throw LDAPConfigurationError("the system gave no thread for the directory") }
    }

    deinit {
        discovery?.stop()
        roster.stop()
    }

    /// Runs `body`, a whole login, on the first server that answers.
    ///
    /// Where a server fails, `body` is run again from its beginning on the next one: it keeps to the session it is given
    /// and throws what that throws. A refused password is a result, and ends the search for a server. A server that
    /// failed is left: nobody asks it until it has answered in the background, or all the others are left too.
    ///
    /// A server that took a password and did not answer may have counted it as a wrong one, and servers tell each other:
    /// one mistake must not lock somebody out. So after two of those no third one gets it.
    ///
    /// - Parameters:
    ///   - elapsed: for how long the login has been waiting already; it counts into the bound.
    ///   - hearFailure: hears why a server failed, before the next one is asked.
    /// - Throws: `DirectoryUnreachable` where no server answered within twice the timeout, or one answered that the
    ///   question is wrong (such as a base that does not exist).
    public func withServer<Result>(
        after elapsed: Duration = .zero, hearFailure: ((LDAPError) -> Void)? = nil,
        _ body: (borrowing ServerSession) throws(LDAPError) -> Result
    ) throws(DirectoryUnreachable) -> Result {
        let whole = Deadline(in: timeout * 2 - elapsed)
        var round = LoginRound(try roster.servers(until: whole), timeout: timeout, until: whole)
        var failures: [LDAPError] = []
        while failures.isEmpty || !whole.hasPassed, let (server, share) = round.next() {
            let period = server.breaker.period
            let session = ServerSession(pool: server.pool, deadline: Deadline(in: share)) {
                server.answered(in: period)
            }
            do {
                return try body(session)
            } catch {
                failures.append(error)
                hearFailure?(error)
                guard error.speaksAgainstServer else { break }
                server.failed(error, within: share, in: period)
                if failures.count(where: \.mayHaveCounted) >= Self.mostSilentJudges { break }
            }
        }
        throw DirectoryUnreachable(failures: failures)
    }

    /// The figures of each server that there is at the moment, in order of preference.
    public var statistics: [ServerStatistics] {
        roster.present.map(\.statistics)
    }
}
