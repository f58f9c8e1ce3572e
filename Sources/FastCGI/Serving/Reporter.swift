internal import Locks

/// Passes events on, each kind once a second at most: no peer can fill a log.
final class Reporter: Sendable {
    private let last = Guarded([Int: ContinuousClock.Instant]())
    private let report: @Sendable (ServerEvent) -> Void

    init(_ report: @escaping @Sendable (ServerEvent) -> Void) { self.report = report }

    func callAsFunction(_ event: ServerEvent) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            if let before = last[event.kind], now - before < .seconds(1) { return false }
            last[event.kind] = now
            return true
        }
        if isDue { report(event) }
    }
}
