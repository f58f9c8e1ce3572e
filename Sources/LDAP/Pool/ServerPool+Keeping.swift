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

    /// What came of opening one connection.
    enum Opening {
        case done
        /// None is needed.
        case enough
        /// It is open, and of no use in the pool: the server answers nobody before a bind.
        case unfit
    }

    /// Opens a connection where one is needed.
    ///
    /// - Throws: what a login would meet that opens one.
    func openOne(toKeep kept: Int, until deadline: Deadline) throws(LDAPError) -> Opening {
        // Those of which there are fewest first: a login needs one of each.
        for lane in lanes.sorted(by: { $0.usage.open < $1.usage.open }) {
            guard let need = lane.need(toKeep: kept) else { continue }
            let connection: Connection
            do throws(LDAPError) {
                connection = try open(for: lane, until: deadline)
            } catch {
                lane.settle(need, with: nil)
                throw error
            }
            let isFit = lane === searching || hasAnswered(on: connection, until: deadline)
            lane.settle(need, with: isFit ? connection : nil)
            return isFit ? .done : .unfit
        }
        return .enough
    }

    /// What a server says by itself after the handshake (TLS 1.3's tickets, RFC 8446, 4.6.1) comes before its first answer,
    /// and would look like its farewell later. No login asks this: where it is not answered, that says nothing.
    private func hasAnswered(on connection: Connection, until deadline: Deadline) -> Bool {
        do throws(LDAPError) {
            try askAsNobody(on: connection, until: deadline)
            return true
        } catch {
            return false
        }
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
