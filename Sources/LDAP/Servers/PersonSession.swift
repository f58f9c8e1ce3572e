/// One connection on which a person is bound, for as long as `ServerSession.asPerson` lends it. Every wait in it ends at
/// the login's deadline.
public struct PersonSession: ~Copyable {
    private let connection: Connection
    private let pool: ServerPool
    private let deadline: Deadline
    private let answered: () -> Void

    init(connection: Connection, pool: ServerPool, deadline: Deadline, answered: @escaping () -> Void) {
        self.connection = connection
        self.pool = pool
        self.deadline = deadline
        self.answered = answered
    }

    /// Searches as the person; the parameters are those of `ServerSession.search`.
    ///
    /// - Throws: `LDAPError`; to be thrown on.
    public func search(
        base: String, scope: SearchScope = .subtree, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool = false
    ) throws(LDAPError) -> SearchResult {
        let query = Search(
            base: base, scope: scope, filter: filter, attributes: attributes, sizeLimit: sizeLimit,
            typesOnly: typesOnly)
        pool.noteSearch()
        let result = try connection.search(query, until: deadline, step: .personSearch)
        answered()
        return result
    }

    /// Sends searches that will be wanted, as `ServerSession.anticipate` does.
    public func anticipate(_ queries: [Search]) {
        do throws(LDAPError) {
            for query in queries {
                try connection.begin(query, until: deadline, step: .personSearch)
            }
        } catch {
            connection.failed = error
        }
    }
}
