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
    }

    private struct State {
        var idle: [Connection] = []
        /// The idle, the lent and those being opened.
        var count = 0
    }

    /// A directory or a firewall in between that drops idle connections does so after more than this, mostly.
    static let idleLimit = Duration.seconds(300)
    /// However busy, a connection is closed after this, so that a changed address or certificate is taken up.
    static let ageLimit = Duration.seconds(3600)

    private let limit: Int
    private let state = Monitor(State())

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Lends a connection, or the right to open one; waits for one to come back where all are lent.
    ///
    /// - Returns: nil where none came back in time. `closed` tells how many were found to be closed by the server.
    func borrow(until deadline: Deadline) -> (loan: Loan?, closed: Int) {
        var closed = 0
        while true {
            let loan: Loan? = state.wait(until: deadline) { [limit] state in
                if let connection = state.idle.popLast() { return .pooled(connection) }
                guard state.count < limit else { return nil }
                state.count += 1
                return .vacancy
            }
            guard case .pooled(let connection) = loan else { return (loan, closed) }
            if Self.isFresh(connection, at: .now) {
                if connection.isQuiet { return (loan, closed) }
                closed += 1
            }
            drop(connection)
        }
    }

    /// Takes a connection back, for the next one to use.
    func giveBack(_ connection: Connection) {
        guard connection.isUsable else { return drop(connection) }
        connection.lastUsed = .now
        state.changeForOne { $0.idle.append(connection) }
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
        let aged = state.change { state in
            let aged = state.idle.filter { !Self.isFresh($0, at: now) }
            state.idle.removeAll { !Self.isFresh($0, at: now) }
            state.count -= aged.count
            return aged
        }
        // Closed by now that the lock is free: saying goodbye writes to the network.
        withExtendedLifetime(aged) {}
    }

    /// The connections open at this moment, and how many of them nobody uses.
    var usage: (open: Int, idle: Int) {
        state.withLock { ($0.count, $0.idle.count) }
    }

    private static func isFresh(_ connection: Connection, at now: Deadline) -> Bool {
        now < connection.lastUsed + idleLimit && now < connection.opened + ageLimit
    }
}
