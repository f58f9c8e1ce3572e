/// Something about the directory that belongs in the log. Holds no secret.
public enum DirectoryEvent: Sendable, CustomStringConvertible {
    /// A server did not answer; nobody asks it until it answers in the background.
    case serverLeft(LDAPError)
    /// A server that is left was tried again and failed for another reason than before.
    case serverStillLeft(LDAPError)
    /// A server that had been left answers again.
    case serverTakenBack(ServerAddress, after: Duration)
    /// Connections that the server had closed while they were idle were replaced.
    case connectionsReplaced(ServerAddress, count: Int)
    /// A server's name could not be looked up; the resolver's words. What was known of it stays in use.
    case lookUpFailed(ServerAddress, words: String)
    /// The DNS names other servers for the domain than before.
    case serversChanged(domain: String, added: [ServerAddress], removed: [ServerAddress])
    /// The DNS did not say which servers the domain has. Those that were known stay in use.
    case discoveryFailed(domain: String, words: String)
    /// SRV records that are not believed, such as names outside of the domain; some of them.
    case recordsDropped(domain: String, count: Int, examples: [String])

    /// Whether somebody should look into it.
    public var isProblem: Bool {
        switch self {
        case .serverLeft, .serverStillLeft, .lookUpFailed, .discoveryFailed, .recordsDropped: true
        case .serversChanged(_, _, let removed): !removed.isEmpty
        case .serverTakenBack, .connectionsReplaced: false
        }
    }

    /// The event in one line.
    public var description: String {
        switch self {
        case .serverLeft(let error): "\(error); it is left alone until it answers again"
        case .serverStillLeft(let error): "still left alone: \(error)"
        case .serverTakenBack(let server, let time):
            "\(server) answers again, after \(Self.inSeconds(time))"
        case .connectionsReplaced(let server, let count):
            "\(server) had closed \(count == 1 ? "an idle connection" : "\(count) idle connections"): replaced"
        case .lookUpFailed(let server, let words): "\(server): the name could not be looked up: \(words)"
        case .serversChanged(let domain, let added, let removed):
            "\(domain): "
                + [("new", added), ("gone", removed)].filter { !$0.1.isEmpty }
                .map { word, servers in
                    "\(word): " + servers.map(\.description).joined(separator: ", ")
                }.joined(separator: "; ")
        case .discoveryFailed(let domain, let words): "\(domain): no servers were found: \(words)"
        case .recordsDropped(let domain, let count, let examples):
            "\(domain): \(count == 1 ? "an SRV record was" : "\(count) SRV records were") not used: "
                + examples.joined(separator: ", ") + (count > examples.count ? " …" : "")
        }
    }

    private static func inSeconds(_ time: Duration) -> String {
        let tenths = Int((time / .milliseconds(100)).rounded())
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
    }
}
