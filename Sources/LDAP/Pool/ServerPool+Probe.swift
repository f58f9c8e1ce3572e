internal import Locks

extension ServerPool {
    /// Sees whether the server works: connects, binds as the service, and searches.
    ///
    /// It reads the root DSE (RFC 4512, 5.1), which needs no right on most servers, and where a search went
    /// unanswered before, that search's base itself: slapd answers the one while the database behind the other is
    /// stuck. Any answer but one that speaks against the server will do, a refusal included.
    func probe(until deadline: Deadline) throws(LDAPError) {
        if case .none = account { return try probeAsNobody(until: deadline) }
        let failedBase = counters.withLock { $0.failedBase }
        for base in [""] + (failedBase.map { [$0] } ?? []) {
            let query = Search(
                base: base, scope: .base, filter: Filter(checked: "(objectClass=*)"), attributes: [],
                sizeLimit: 1)
            do throws(LDAPError) {
                _ = try lending(searching, until: deadline, isCounted: false) {
                    connection throws(LDAPError) in
                    try connection.search(query, until: deadline)
                }
            } catch  where !(error.step == .search && !error.speaksAgainstServer) {
                throw error
            } catch {}
        }
        counters.withLock { $0.failedBase = nil }
    }

    /// Where there is no service to bind as, an answer to whoever it is has to do, on a connection of its own: one that a
    /// person was bound on is not for this.
    private func probeAsNobody(until deadline: Deadline) throws(LDAPError) {
        let connection = try open(for: verifying, until: deadline)
        defer { connection.spend() }
        try askAsNobody(on: connection, until: deadline)
    }

    /// Has the server answer something, on a connection on which nobody is bound.
    func askAsNobody(on connection: Connection, until deadline: Deadline) throws(LDAPError) {
        let query = Search(
            base: "", scope: .base, filter: .anything, attributes: [], sizeLimit: 1)
        do throws(LDAPError) {
            _ = try connection.search(query, until: deadline)
        } catch  where !error.speaksAgainstServer {
        }
    }
}
