internal import Locks

/// A bounded number of connections for one purpose, lent to one thread each.
///
/// The one given back last is lent first, so that a quiet time lets the others grow old and close.
final class Lane: Sendable {
    /// What a thread gets.
    enum Loan {
        /// A connection that waited idle; it was quiet just now.
        case pooled(Connection)
        /// The right to open one.
        case vacancy
        /// Nothing: the server was left while the thread waited.
        case left
    }

    /// How old a connection may become.
    struct Ages: Sendable {
        /// A directory or a firewall in between that drops idle connections does so after more than this, mostly.
        var idle = Duration.seconds(300)
        /// However busy, a connection is closed after this, so that a changed address or certificate is taken up.
        var whole = Duration.seconds(3600)
    }

    struct State {
        var idle: [Connection] = []
        /// The idle, the lent and those being opened.
        var count = 0
        /// Those of the count that are being replaced before they are too old.
        var renewed = 0
        /// How often the lane was emptied.
        var emptied = 0
        /// Connections opened before this moment are not taken back.
        var notBefore: Deadline?
        var isClosed = false
    }

    let limit: Int
    let ages: Ages
    let state = Monitor(State())

    init(limit: Int, ages: Ages) {
        self.limit = max(1, limit)
        self.ages = ages
    }

    /// Lends a connection, or the right to open one; waits for one to come back where all are lent.
    ///
    /// - Returns: nil where none came back in time. `closed` tells how many were found to be closed by the server.
    func borrow(until deadline: Deadline) -> (loan: Loan?, closed: Int) {
        var closed = 0
        let emptied = state.withLock { $0.emptied }
        while true {
            let loan: Loan? = state.wait(until: deadline) { [limit] state in
                if state.emptied != emptied { return .left }
                if let connection = state.idle.popLast() { return .pooled(connection) }
                guard state.count < limit else { return nil }
                state.count += 1
                return .vacancy
            }
            guard case .pooled(let connection) = loan else { return (loan, closed) }
            if isFresh(connection, at: .now) {
                if connection.isQuiet { return (loan, closed) }
                closed += 1
            }
            drop(connection)
        }
    }

    /// Lends a connection that is there and that nobody uses; nil, at once, where there is none.
    func borrowIdle() -> (connection: Connection?, closed: Int) {
        var closed = 0
        while let connection = state.withLock({ $0.idle.popLast() }) {
            if isFresh(connection, at: .now) {
                if connection.isQuiet { return (connection, closed) }
                closed += 1
            }
            drop(connection)
        }
        return (nil, closed)
    }

    /// Takes a connection back, for the next one to use.
    ///
    /// - Parameter moment: when it was used last; nil: just now.
    func giveBack(_ connection: Connection, lastUsed moment: Deadline? = nil) {
        connection.disown()
        guard connection.isUsable else { return drop(connection) }
        connection.lastUsed = moment ?? .now
        let isKept = state.changeForOne { state in
            if state.isClosed || state.notBefore.map({ connection.opened < $0 }) == true { return false }
            state.idle.append(connection)
            return true
        }
        if !isKept { drop(connection) }
    }

    /// Closes a connection that was lent.
    func drop(_ connection: Connection) {
        connection.spend()
        giveUp()
    }

    /// Returns the right to a connection.
    func giveUp() {
        state.changeForOne { $0.count -= 1 }
    }

    /// Closes what has been idle or open for too long.
    func closeAged() {
        let now = Deadline.now
        remove { !isFresh($0, at: now) }
    }

    /// Drops all idle connections, without a farewell to a server that may not read it; those that are lent are not
    /// taken back, and whoever waits for one goes away without.
    func empty() {
        state.change { state in
            state.emptied += 1
            state.notBefore = .now
        }
        remove {
            $0.spend()
            return true
        }
    }

    /// Closes the idle connections, and from now on each one that is given back.
    func close() {
        state.withLock { $0.isClosed = true }
        remove { _ in true }
    }

    /// Takes those out that nobody uses and nobody shall use.
    ///
    /// - Returns: how many.
    @discardableResult
    func remove(_ isUnwanted: (Connection) -> Bool) -> Int {
        let removed = state.change { state in
            var kept: [Connection] = []
            var removed: [Connection] = []
            for connection in state.idle {
                if isUnwanted(connection) { removed.append(connection) } else { kept.append(connection) }
            }
            state.idle = kept
            state.count -= removed.count
            return removed
        }
        // Closed by now that the lock is free: saying goodbye writes to the network.
        withExtendedLifetime(removed) {}
        return removed.count
    }

    /// The connections open at this moment, and how many of them nobody uses.
    var usage: (open: Int, idle: Int) {
        state.withLock { ($0.count, $0.idle.count) }
    }

    private func isFresh(_ connection: Connection, at now: Deadline) -> Bool {
        now < connection.lastUsed + ages.idle && now < connection.opened + ages.whole
    }
}
