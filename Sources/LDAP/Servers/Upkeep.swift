/// What happens beside the logins, on a thread of its own: names are looked up, old connections closed.
final class Upkeep: Sendable {
    /// A changed address is found within this time.
    private static let interval = Duration.seconds(60)
    /// Where a name could not be looked up, it is tried again sooner.
    private static let retryInterval = Duration.seconds(5)

    private let pools: [ServerPool]
    private let report: @Sendable (DirectoryEvent) -> Void
    private let isStopped = Monitor(false)

    init(_ pools: [ServerPool], report: @escaping @Sendable (DirectoryEvent) -> Void) {
        self.pools = pools
        self.report = report
    }

    /// - Returns: false where the system gave no thread.
    func start() -> Bool {
        startThread { self.run() }
    }

    /// Has the thread end, which lets go of the pools.
    func stop() {
        isStopped.change { $0 = true }
    }

    private func run() {
        while true {
            let allKnown = pools.reduce(true) { refresh($1) && $0 }
            pools.forEach { $0.closeAged() }
            let pause = Deadline(in: allKnown ? Self.interval : Self.retryInterval)
            if isStopped.wait(until: pause, for: { $0 ? true : nil }) != nil { return }
        }
    }

    private func refresh(_ pool: ServerPool) -> Bool {
        let (succeeded, news) = pool.addresses.refresh()
        if let news { report(.lookUpFailed(pool.server.address, words: news)) }
        return succeeded
    }
}
