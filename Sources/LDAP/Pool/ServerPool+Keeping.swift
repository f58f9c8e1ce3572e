internal import Locks

/// What is done in the background, so that nobody waits for a connection to be set up.
extension ServerPool {
    private var lanes: [Lane] {
        // Where there is no service account, nobody searches as the service.
        if case .none = account { [verifying] } else { [searching, verifying] }
    }

    /// How many connections would have to be opened, so that `kept` are open for each purpose.
    func missing(toKeep kept: Int) -> Int {
        lanes.map { max(0, min(kept, $0.limit) - $0.usage.open) }.reduce(0, +)
    }

    /// Opens a connection where one is needed.
    ///
    /// - Returns: false where none is.
    func openOne(toKeep kept: Int, until deadline: Deadline) throws(LDAPError) -> Bool {
        // Those of which there are fewest first: a login needs one of each.
        for lane in lanes.sorted(by: { $0.usage.open < $1.usage.open }) {
            guard let need = lane.need(toKeep: kept) else { continue }
            do throws(LDAPError) {
                let connection = try open(for: lane, until: deadline)
                // What a server says by itself after the handshake (TLS 1.3's tickets, RFC 8446, 4.6.1) comes before its first
                // answer, and would look like its farewell later.
                if lane === verifying { try askAsNobody(on: connection, until: deadline) }
                lane.settle(need, with: connection)
            } catch {
                lane.settle(need, with: nil)
                throw error
            }
            return true
        }
        return false
    }

    /// Drops connections that the server has closed and that nobody has met yet.
    ///
    /// - Returns: how many.
    func removeClosed() -> Int {
        let closed = lanes.map { $0.removeClosed() }.reduce(0, +)
        note(replaced: closed)
        return closed
    }
}
