internal import Locks

/// What is done in the background, so that nobody waits for a connection to be set up.
extension Lane {
    /// One connection to be opened.
    enum Need {
        /// There are fewer than are to be kept open; a place is taken for it.
        case another
        /// This one, which nobody uses, will be too old soon; it has a place.
        case instead(Connection)
    }

    /// At this part of its age a connection is replaced: before somebody finds that it is too old.
    private static let renewal = 0.8

    /// What is needed next, so that `kept` connections are open; nil: nothing. `settle` has to follow.
    func need(toKeep kept: Int) -> Need? {
        state.withLock { state in
            if state.isClosed { return nil }
            if state.count < min(kept, limit) {
                state.count += 1
                return .another
            }
            // Not all at once: somebody may come.
            guard state.renewed < max(1, limit / 4),
                let index = state.idle.firstIndex(where: { isAging($0, at: .now) })
            else { return nil }
            state.renewed += 1
            return .instead(state.idle.remove(at: index))
        }
    }

    /// Takes in what was opened for a need; nil: it could not be opened.
    func settle(_ need: Need, with connection: Connection?) {
        if case .instead(let old) = need {
            state.withLock { $0.renewed -= 1 }
            // The old one is good for a little while.
            guard connection != nil else { return giveBack(old, lastUsed: old.lastUsed) }
        }
        if let connection { giveBack(connection) } else { giveUp() }
    }

    /// Drops those that the server has closed.
    ///
    /// - Returns: how many.
    func removeClosed() -> Int {
        // Under the lock: only a look at the socket, which tells nothing while an answer to nobody is on its way.
        remove { $0.disowned.isEmpty && !Socket.isQuiet($0.descriptor) }
    }

    private func isAging(_ connection: Connection, at now: Deadline) -> Bool {
        now > connection.lastUsed + ages.idle * Self.renewal
            || now > connection.opened + ages.whole * Self.renewal
    }
}
