/// The figures of one server, counted since the start.
public struct ServerStatistics: Sendable {
    /// The server.
    public let server: ServerAddress
    /// Whether it is asked last at the moment, because it did not answer.
    public let isHeldOff: Bool
    /// The connections that are open now, those being opened included.
    public let openConnections: Int
    /// Of these, the ones that nobody uses at the moment.
    public let idleConnections: Int
    /// All the connections that were opened.
    public let connectionsOpened: Int
    /// Those that the server had closed while they were idle.
    public let connectionsReplaced: Int
    /// The searches that were asked for.
    public let searches: Int
    /// The passwords that were to be checked.
    public let passwordChecks: Int
    /// The searches and checks that failed.
    public let failures: Int
}
