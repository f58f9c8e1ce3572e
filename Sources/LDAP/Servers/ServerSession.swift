public import Secrets

/// One server for the length of one login, with the time that it has for it. Every wait in it ends at one deadline.
public struct ServerSession: ~Copyable {
    private let pool: ServerPool
    private let deadline: Deadline
    private let answered: () -> Void
    private let ahead: SearchesAhead

    init(pool: ServerPool, deadline: Deadline, answered: @escaping () -> Void) {
        self.pool = pool
        self.deadline = deadline
        self.answered = answered
        ahead = SearchesAhead(pool: pool, until: deadline)
    }

    /// The server, for the log.
    public var server: ServerAddress { pool.server.address }

    /// Sees to it that there is a connection to search on, as the service; without a service account, that the server
    /// can be connected to.
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
    ///   - typesOnly: the attributes' names without their values (RFC 4511, 4.5.1.6): see `Entry.has`.
    /// - Throws: `LDAPError`; to be thrown on, so that the next server is asked where that can help. Where there is no
    ///   service account, `.refusedLocally`.
    public func search(
        base: String, scope: SearchScope = .subtree, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool = false
    ) throws(LDAPError) -> SearchResult {
        let query = Search(
            base: base, scope: scope, filter: filter, attributes: attributes, sizeLimit: sizeLimit,
            typesOnly: typesOnly)
        let result: SearchResult
        if let found = try ahead.search(query) {
            result = found
        } else {
            result = try pool.search(query, until: deadline)
        }
        answered()
        return result
    }

    /// Sends searches that will probably be wanted, all at once and without waiting. `search` for the same takes the answer
    /// then; the answers that nobody asks for are thrown away. What goes wrong is heard by `search`, or by nobody.
    public func anticipate(_ queries: [Search]) {
        ahead.begin(queries)
    }

    /// Asks the server whether `password` is that of the entry `dn` (a simple bind, RFC 4513, 5.1). An empty password
    /// never reaches it.
    ///
    /// - Throws: `LDAPError` where the server gave no judgement; to be thrown on.
    public func verify(dn: String, password: SecretBytes) throws(LDAPError) -> BindResult {
        try asPerson(name: dn, password: password) { _ in }.0
    }

    /// Asks the server whether `password` is that of `name`, and where it is, runs `body` as this person: what it
    /// searches goes over the connection that the person is bound on. Nobody else searches on that one; it is bound anew
    /// before its next use.
    ///
    /// The password goes to this server once. Only where a pooled connection turns out to have been closed before the
    /// bind, and so nothing was answered on it, is it sent once more on a new one. Once the bind was answered, a
    /// connection that is lost is an error; where `withServer` then goes on to the next server, that is a whole login of
    /// its own there, with a password that has been proved right: it counts as no wrong one, but may cost one of
    /// the last logins with an expired password (`graceLogins`).
    ///
    /// - Parameters:
    ///   - name: a distinguished name; in Active Directory also `alice@corp.example` or `CORP\alice`.
    ///   - password: of any length; an empty one never reaches the server.
    ///   - body: run only where the password was accepted and need not be changed first: until then the server answers
    ///     nothing else. What it throws is thrown on.
    /// - Returns: what the server says, and what `body` returned; nil where it was not run.
    /// - Throws: `LDAPError` where the server gave no judgement; to be thrown on. A name of white space only is refused.
    public func asPerson<R>(
        name: String, password: SecretBytes, _ body: (borrowing PersonSession) throws(LDAPError) -> R
    ) throws(LDAPError) -> (BindResult, R?) {
        guard !password.isEmpty else { return (.emptyPassword, nil) }
        return try pool.verify(name: name, password: password, until: deadline) {
            result, connection throws(LDAPError) in
            answered()
            guard result.verdict == .accepted, !result.mustChangePassword else { return (result, nil) }
            let session = PersonSession(
                connection: connection, pool: pool, deadline: deadline, answered: answered)
            return (result, try body(session))
        }
    }
}
