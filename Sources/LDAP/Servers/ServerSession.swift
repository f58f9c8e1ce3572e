public import Secrets

/// One server for the length of one login, with the time that it has for it. Every wait in it ends at one deadline.
public struct ServerSession: ~Copyable {
    private let pool: ServerPool
    private let deadline: Deadline
    private let answered: () -> Void

    init(pool: ServerPool, deadline: Deadline, answered: @escaping () -> Void) {
        self.pool = pool
        self.deadline = deadline
        self.answered = answered
    }

    /// The server, for the log.
    public var server: ServerAddress { pool.server.address }

    /// Sees to it that there is a connection to search on, as the service.
    ///
    /// - Throws: `LDAPError` where there is none to be had; to be thrown on.
    public func connect() throws(LDAPError) {
        try pool.connect(until: deadline)
    }

    /// Searches as the service.
    ///
    /// - Parameters:
    ///   - base: the distinguished name where the search begins.
    ///   - scope: how far below the base it looks.
    ///   - filter: what the entries must match.
    ///   - attributes: the attributes that are wanted, with `memberOf` and other operational ones by name; none gives
    ///     the entries' names only.
    ///   - sizeLimit: the most entries, at least 1. Where more match, the result says so.
    /// - Throws: `LDAPError`; to be thrown on, so that the next server is asked where that can help.
    public func search(
        base: String, scope: SearchScope = .subtree, filter: Filter, attributes: [String], sizeLimit: Int
    ) throws(LDAPError) -> SearchResult {
        let query = Search(
            base: base, scope: scope, filter: filter, attributes: attributes, sizeLimit: max(1, sizeLimit))
        let result = try pool.search(query, until: deadline)
        answered()
        return result
    }

    /// Asks the server whether `password` is that of the entry `dn` (a simple bind, RFC 4513, 5.1). An empty password
    /// never reaches it.
    ///
    /// - Throws: `LDAPError` where the server gave no judgement; to be thrown on.
    public func verify(dn: String, password: SecretBytes) throws(LDAPError) -> BindResult {
        guard !password.isEmpty else {
            return BindResult(verdict: .emptyPassword, code: .inappropriateAuthentication)
        }
        let result = try pool.verify(dn: dn, password: password, until: deadline)
        answered()
        return result
    }
}
