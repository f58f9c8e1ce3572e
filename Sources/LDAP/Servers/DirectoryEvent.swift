/// Something about the directory that belongs in the log. Holds no secret.
public enum DirectoryEvent: Sendable, CustomStringConvertible {
    /// A server did not answer; for the time given it is asked last.
    case serverLeft(LDAPError, heldOffFor: Duration)
    /// A server that had been left answers again.
    case serverTakenBack(ServerAddress)
    /// Connections that the server had closed while they were idle were replaced.
    case connectionsReplaced(ServerAddress, count: Int)
    /// A server's name could not be looked up; the resolver's words. What was known of it stays in use.
    case lookUpFailed(ServerAddress, words: String)

    /// Whether somebody should look into it.
    public var isProblem: Bool {
        switch self {
        case .serverLeft, .lookUpFailed: true
        case .serverTakenBack, .connectionsReplaced: false
        }
    }

    /// The event in one line.
    public var description: String {
        switch self {
        case .serverLeft(let error, let time): "\(error); it is asked last for \(time)"
        case .serverTakenBack(let server): "\(server) answers again"
        case .connectionsReplaced(let server, let count):
            "\(server) had closed \(count == 1 ? "an idle connection" : "\(count) idle connections"): replaced"
        case .lookUpFailed(let server, let words): "\(server): the name could not be looked up: \(words)"
        }
    }
}
