internal import Locks
internal import Synchronization

/// All open connections, who holds them, and whether the server is stopping.
final class Connections: Sendable {
    private struct State {
        var slots: [Connection?] = []
        var free: [Int] = []
        /// How many connections have ever had each slot; the first is 1, so that no token is below 1 << 32.
        var generations: [UInt64] = []
        var count = 0
        /// Connections that are being accepted, and the stopping itself: the end waits for them.
        var reservations = 0
        var stopping = false

        var isOver: Bool { stopping && count == 0 && reservations == 0 }
    }

    private let state = Guarded(State())
    private let limit: Int
    private let stopping = Atomic(false)
    private let end: Signal

    /// - Parameter end: given once the server stops and nothing is open any more.
    init(limit: Int, end: Signal) {
        self.limit = max(limit, 1)
        self.end = end
    }

    /// Whether the server is stopping.
    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    /// The number of open connections.
    var count: Int { state.withLock { $0.count } }

    /// Announces an accept, so that the end waits for it; false where the server is stopping.
    func reserve() -> Bool {
        state.withLock { state in
            guard !state.stopping else { return false }
            state.reservations += 1
            return true
        }
    }

    /// Takes an announcement back.
    func cancelReservation() { change { $0.reservations -= 1 } }

    /// Takes in an accepted connection, held by the caller, at the cost of its announcement.
    ///
    /// - Returns: nil where there is no room; `evicted` had to go for it, and is the caller's to close.
    func admit(_ descriptor: Int32, at now: ContinuousClock.Instant) -> (
        new: Connection?, evicted: Connection?
    ) {
        state.withLock { state in
            var evicted: Connection?
            if state.count >= limit {
                evicted = Self.takeIdlest(&state)
                if evicted == nil { return (nil, nil) }
            }
            let slot: Int
            if let reused = state.free.popLast() {
                slot = reused
            } else {
                slot = state.slots.count
                state.slots.append(nil)
                state.generations.append(0)
            }
            state.generations[slot] = max(1, (state.generations[slot] + 1) & 0xffff_ffff)
            let token = state.generations[slot] << 32 | UInt64(slot)
            let connection = Connection(descriptor: descriptor, token: token, since: now)
            state.slots[slot] = connection
            state.count += 1
            state.reservations -= 1
            return (connection, evicted)
        }
    }

    /// Gives an idle connection to the caller; nil where it is gone, or somebody's.
    func claim(_ token: UInt64) -> Connection? {
        state.withLock { state in
            let slot = Int(token & 0xffff_ffff)
            guard slot < state.slots.count, let connection = state.slots[slot], connection.token == token
            else {
                return nil
            }
            guard connection.phase == .idle else {
                connection.wasSeen = true
                return nil
            }
            connection.phase = .held
            return connection
        }
    }

    enum Settlement {
        /// It is nobody's now.
        case idle
        /// An event has come already: it is still the caller's, to look at.
        case seen
        /// The server is stopping: it is still the caller's, to close.
        case stopping
    }

    /// Gives a connection, already armed in the epoll, back to nobody.
    ///
    /// - Parameter evenStopping: true where a request is known to have arrived on it.
    func settle(
        _ connection: Connection, at now: ContinuousClock.Instant, evenStopping: Bool = false
    ) -> Settlement {
        state.withLock { state in
            if connection.wasSeen {
                connection.wasSeen = false
                return .seen
            }
            if state.stopping && !evenStopping { return .stopping }
            connection.phase = .idle
            connection.since = now
            return .idle
        }
    }

    /// Forgets a connection that the caller holds, before its descriptor is closed.
    func remove(_ connection: Connection) { change { Self.remove(connection, &$0) } }

    /// Takes out those that have been idle since `moment` or longer; they are the caller's to close.
    func removeIdle(since moment: ContinuousClock.Instant) -> [Connection] {
        change { state in
            let gone = state.slots.compactMap { $0 }.filter { $0.phase == .idle && $0.since <= moment }
            for connection in gone { Self.remove(connection, &state) }
            return gone
        }
    }

    /// Takes out the one that has been idle longest; it is the caller's to close.
    func removeIdlest() -> Connection? { change { Self.takeIdlest(&$0) } }

    /// Begins to stop: no accept is announced any more, and idle connections become the caller's, who ends with
    /// `cancelReservation`.
    func beginStopping() -> [Connection] {
        state.withLock { state in
            state.stopping = true
            state.reservations += 1
            stopping.store(true, ordering: .releasing)
            let idle = state.slots.compactMap { $0 }.filter { $0.phase == .idle }
            for connection in idle { connection.phase = .held }
            return idle
        }
    }

    /// Announces an accept of what waited in the listening socket's queue when the stopping began.
    func reserveWhileStopping() { state.withLock { $0.reservations += 1 } }

    /// Changes the state, and gives the end where nothing is left.
    private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, isOver) = state.withLock { state in (body(&state), state.isOver) }
        if isOver { end.give() }
        return result
    }

    private static func takeIdlest(_ state: inout State) -> Connection? {
        var idlest: Connection?
        for case let connection? in state.slots where connection.phase == .idle {
            if let other = idlest, other.since <= connection.since { continue }
            idlest = connection
        }
        if let idlest { remove(idlest, &state) }
        return idlest
    }

    private static func remove(_ connection: Connection, _ state: inout State) {
        let slot = Int(connection.token & 0xffff_ffff)
        guard state.slots[slot] === connection else { return }
        connection.phase = .held
        state.slots[slot] = nil
        state.free.append(slot)
        state.count -= 1
    }
}
