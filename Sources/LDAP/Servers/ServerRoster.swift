internal import Locks

/// The servers that there are at the moment, best first: as configured, or as the last look-up found them.
final class ServerRoster: Sendable {
    private struct State {
        /// nil before the first look-up.
        var servers: [WatchedServer]?
        /// Why there are none.
        var problem: String?
        var isStopped = false
    }

    private let state = Monitor(State())
    private let make: @Sendable (DirectoryServer) -> WatchedServer

    init(make: @escaping @Sendable (DirectoryServer) -> WatchedServer) {
        self.make = make
    }

    /// The servers; before the first look-up has ended, its end is waited for.
    ///
    /// - Throws: `DirectoryUnreachable` where there are none.
    func servers(until deadline: Deadline) throws(DirectoryUnreachable) -> [WatchedServer] {
        let known = state.wait(until: deadline) { state in
            state.servers == nil && state.problem == nil ? nil : state
        }
        if let servers = known?.servers, !servers.isEmpty { return servers }
        throw DirectoryUnreachable(noServers: known?.problem ?? "no server was found in time")
    }

    /// The servers that are known now.
    var present: [WatchedServer] { state.withLock { $0.servers ?? [] } }

    /// Puts these servers in the place of those before; the ones that stay keep their connections, the ones that go
    /// lose them as soon as nobody uses them.
    ///
    /// - Parameter problem: what to say where there are none.
    /// - Returns: what has changed; nil where the system gave no thread, and nothing has changed.
    func adopt(_ wanted: [DirectoryServer], problem: String = "") -> (
        added: [ServerAddress], removed: [ServerAddress]
    )? {
        let before = present
        var servers: [WatchedServer] = []
        var added: [WatchedServer] = []
        for server in wanted {
            if let known = before.first(where: { $0.pool.server == server }) {
                servers.append(known)
                continue
            }
            let new = make(server)
            servers.append(new)
            added.append(new)
            guard new.start() else {
                added.forEach { $0.stop() }
                return nil
            }
        }
        let removed = before.filter { old in !servers.contains { $0 === old } }
        let isStopped = state.change { state in
            state.servers = servers
            state.problem = problem
            return state.isStopped
        }
        (isStopped ? servers + removed : removed).forEach { $0.stop() }
        return (added.map(\.pool.server.address), removed.map(\.pool.server.address))
    }

    /// Says why none were found, to those who wait for the first look-up; servers that are known stay.
    func fail(_ problem: String) {
        state.change { state in
            if state.servers == nil { state.problem = problem }
        }
    }

    /// Lets go of all of them.
    func stop() {
        let servers = state.change { state in
            state.isStopped = true
            return state.servers ?? []
        }
        servers.forEach { $0.stop() }
    }
}
