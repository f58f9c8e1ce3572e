/// One server by itself, for an administrator who wants to know what is wrong with it: no neighbour stands in for it,
/// nothing is tried in the background, and each call ends within the timeout.
///
/// The calls go deeper one by one: name, network, TLS (`CertificateInspection`), the service's bind, searches. May be used
/// from any thread.
public final class InspectedServer: Sendable {
    /// One address that the server's name stands for.
    public struct Address: Sendable, Equatable {
        /// As a number, or the path of a Unix socket.
        public let text: String
        /// Why nobody can be connected to there, in the system's words; nil where it answers.
        public let problem: String?
    }

    private let pool: ServerPool
    private let timeout: Duration

    /// Prepares for `server`; connects to nobody yet.
    ///
    /// - Parameters:
    ///   - trust: whose certificates are believed.
    ///   - account: who searches.
    ///   - timeout: the longest that each call takes, but for `lookUp`.
    /// - Throws: `LDAPConfigurationError` where `trust` or `account` cannot be used with this server.
    public init(
        _ server: DirectoryServer, trust: Trust, account: ServiceAccount, timeout: Duration
    ) throws(LDAPConfigurationError) {
        try account.check(servers: [server], trust: trust)
        Library.prepare()
        pool = ServerPool(
            server: server, context: server.usesTLS ? try TLSContext.shared(for: trust) : nil,
            account: account, connections: 1, report: { _ in })
        self.timeout = timeout
    }

    deinit { pool.close() }

    /// The server.
    public var server: ServerAddress { pool.server.address }

    /// Looks the server's name up, for as long as the system's resolver takes. Must come first where it is a name.
    ///
    /// - Returns: its addresses as numbers, best first; of a Unix socket its path.
    /// - Throws: `LDAPError` with the resolver's words.
    @discardableResult
    public func lookUp() throws(LDAPError) -> [String] {
        _ = pool.addresses.refresh()
        return try pool.addresses.addresses(until: Deadline(in: timeout)).map(\.text)
    }

    /// Opens a connection to each address, and closes it without a word. A login takes the first that answers, so one that
    /// does not costs time.
    ///
    /// - Throws: `LDAPError` where the name is not known.
    public func reach() throws(LDAPError) -> [Address] {
        let deadline = Deadline(in: timeout)
        let addresses = try pool.addresses.addresses(until: deadline)
        return addresses.enumerated().map { index, address in
            let share = Deadline(in: deadline.remaining / (addresses.count - index))
            return Address(text: address.text, problem: Socket.problem(connectingTo: address, until: share))
        }
    }

    /// Connects and signs in as the service.
    ///
    /// - Throws: `LDAPError`.
    public func connect() throws(LDAPError) {
        try pool.connect(until: Deadline(in: timeout))
    }

    /// Asks whom the server takes the service for ("Who am I?", RFC 4532). With SASL EXTERNAL it may accept a certificate
    /// that it has mapped to no account, as OpenLDAP does: the bind succeeds, and every search finds nothing.
    ///
    /// - Returns: the identity in the server's words, such as `dn:cn=jitsi,ou=services,dc=example,dc=org`, at most 400
    ///   characters; empty: the server takes the service for nobody. nil: the server cannot tell (Active Directory and
    ///   OpenLDAP can).
    /// - Throws: `LDAPError` where signing in failed.
    public func identity() throws(LDAPError) -> String? {
        do throws(LDAPError) {
            return try pool.identity(until: Deadline(in: timeout))
        } catch {
            // Unknown to the server: it does not know the operation (protocolError) or will not do it.
            guard case .result = error.reason else { throw error }
            return nil
        }
    }

    /// Searches as the service; the parameters are those of `ServerSession.search`.
    ///
    /// - Throws: `LDAPError`.
    public func search(
        base: String, scope: SearchScope = .subtree, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool = false
    ) throws(LDAPError) -> SearchResult {
        let query = Search(
            base: base, scope: scope, filter: filter, attributes: attributes, sizeLimit: sizeLimit,
            typesOnly: typesOnly)
        return try pool.search(query, until: Deadline(in: timeout))
    }
}
