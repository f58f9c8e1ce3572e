internal import Locks

/// The searches of one login that are sent before their answers are wanted, and the connection that they are on. It is
/// kept until the login ends, for its other searches too.
///
/// Only a connection that nobody uses is taken: who waited for one while keeping another could wait for somebody who does the
/// same. Where none is there, or it is lost before anything has come, everything is asked for one by one.
final class SearchesAhead {
    private let pool: ServerPool
    private let deadline: Deadline
    private var connection: Connection?
    /// How many messages had come on it when it was taken.
    private var answersBefore = 0

    init(pool: ServerPool, until deadline: Deadline) {
        self.pool = pool
        self.deadline = deadline
    }

    deinit { giveBack() }

    /// Sends these, without waiting.
    func begin(_ queries: [Search]) {
        guard !queries.isEmpty, let connection = connection ?? take() else { return }
        do throws(LDAPError) {
            for query in queries { try connection.begin(query, until: deadline) }
        } catch {
            giveBack()
        }
    }

    /// Searches on the connection that is kept.
    ///
    /// - Returns: nil where there is none.
    func search(_ query: Search) throws(LDAPError) -> SearchResult? {
        guard let connection else { return nil }
        do throws(LDAPError) {
            let result = try connection.search(query, until: deadline)
            pool.noteSearch()
            return result
        } catch {
            if !connection.isUsable { giveBack() }
            // As in `ServerPool.lending`: the server had closed it before.
            if case .connectionLost = error.reason, connection.answers == answersBefore {
                pool.note(replaced: 1)
                return nil
            }
            pool.noteSearch()
            pool.counters.withLock { $0.failures += 1 }
            pool.note(error, searchingFor: query)
            throw error
        }
    }

    private func take() -> Connection? {
        // Without a service account nobody searches on these.
        if case .none = pool.account { return nil }
        let (idle, closed) = pool.searching.borrowIdle()
        pool.note(replaced: closed)
        answersBefore = idle?.answers ?? 0
        connection = idle
        return idle
    }

    private func giveBack() {
        if let connection { pool.searching.giveBack(connection) }
        connection = nil
    }
}
