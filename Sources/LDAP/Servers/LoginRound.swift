/// The way of one login from server to server.
struct LoginRound {
    private let servers: [WatchedServer]
    private var untried: [WatchedServer]
    private let timeout: Duration
    private let whole: Deadline

    init(_ servers: [WatchedServer], timeout: Duration, until whole: Deadline) {
        self.servers = servers
        untried = servers
        self.timeout = timeout
        self.whole = whole
    }

    /// The next server, and the time that it has.
    ///
    /// The servers in use come first, each once. Only where all servers are left are those tried too: nothing is lost by
    /// that. Where another could follow, half of the time is kept for it.
    mutating func next() -> (server: WatchedServer, share: Duration)? {
        let isLeft = untried.map(\.breaker.period.isLeft)
        guard let index = isLeft.firstIndex(of: false) ?? (areAllLeft ? untried.indices.first : nil) else {
            return nil
        }
        let server = untried.remove(at: index)
        let others = isLeft[index] ? untried.count : isLeft.count { !$0 } - 1
        let remaining = whole.remaining
        return (server, min(timeout, others > 0 ? remaining / 2 : remaining))
    }

    private var areAllLeft: Bool { servers.allSatisfy(\.breaker.period.isLeft) }
}
