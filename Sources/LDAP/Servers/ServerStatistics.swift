/// The figures of one server, counted since the start.
public struct ServerStatistics: Sendable {
    /// The server.
    public let server: ServerAddress
    /// Whether it is left at the moment because it did not answer: it is tried in the background.
    public let isLeft: Bool
    /// How often it was left.
    public let timesLeft: Int
    /// How often it was tried in the background.
    public let probes: Int
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
