internal import Locks

/// Counts what may come in bursts: a key has a bucket that holds so many, and empties steadily.
final class Buckets: Sendable {
    /// How much a bucket holds, and how long it takes to run empty from full.
    struct Limit {
        let count: Int
        let span: Duration
        /// For one of them.
        var step: Duration { span / max(1, count) }
    }

    private struct Level: BitwiseCopyable {
        /// When it will be empty, in microseconds since `start`; the lowest bit is whether somebody was told that it is full.
        private var bits: UInt64 = 0

        var emptyAt: UInt64 {
            get { bits >> 1 }
            set { bits = newValue << 1 | bits & 1 }
        }
        var isNoted: Bool {
            get { bits & 1 == 1 }
            set { bits = bits & ~1 | (newValue ? 1 : 0) }
        }
    }

    private let start: ContinuousClock.Instant
    private let table: Guarded<BoundedTable<Level>>

    init(places: Int, start: ContinuousClock.Instant) {
        self.start = start
        table = Guarded(BoundedTable(places: places, vacant: Level()))
    }

    /// The most bytes that it can take.
    var mostBytes: Int { table.withLock { $0.mostBytes } }

    /// Whether there is room for one; takes none of it.
    func look(_ key: ThrottleKey, _ limit: Limit, now: ContinuousClock.Instant) -> Standing {
        let now = microseconds(start.duration(to: now))
        return table.withLock { table in
            guard let level = table.value(of: key), overflow(level, limit, now) > 0 else { return .open }
            return change(key, now, &table) { standing(&$0, limit, now) }
        }
    }

    /// Puts one in, whether or not there is room.
    func add(_ key: ThrottleKey, _ limit: Limit, now: ContinuousClock.Instant) {
        let now = microseconds(start.duration(to: now))
        table.withLock { table in change(key, now, &table) { pour(into: &$0, limit, now) } }
    }

    /// Puts one in where there is room.
    func take(_ key: ThrottleKey, _ limit: Limit, now: ContinuousClock.Instant) -> Standing {
        let now = microseconds(start.duration(to: now))
        return table.withLock { table in
            change(key, now, &table) { level in
                let standing = standing(&level, limit, now)
                if standing == .open { pour(into: &level, limit, now) }
                return standing
            }
        }
    }

    private func pour(into level: inout Level, _ limit: Limit, _ now: UInt64) {
        // Never more than full: what overflows does not make the wait longer.
        let full = now + microseconds(limit.span)
        level.emptyAt = min(max(level.emptyAt, now) + microseconds(limit.step), full)
    }

    private func standing(_ level: inout Level, _ limit: Limit, _ now: UInt64) -> Standing {
        let over = overflow(level, limit, now)
        guard over > 0 else { return .open }
        let isFirst = !level.isNoted
        level.isNoted = true
        return .full(seconds: Duration.microseconds(over).secondsToWait, isFirst: isFirst)
    }

    /// By how many microseconds one more would be too many; 0 or less where it would not.
    private func overflow(_ level: Level, _ limit: Limit, _ now: UInt64) -> Int64 {
        guard level.emptyAt > now else { return 0 }
        // A step is rounded down, so that a count of them fits into the span.
        let room = microseconds(limit.step) * UInt64(max(1, limit.count) - 1)
        return Int64(clamping: level.emptyAt - now) - Int64(clamping: room)
    }

    private func change<Result>(
        _ key: ThrottleKey, _ now: UInt64, _ table: inout BoundedTable<Level>, _ body: (inout Level) -> Result
    ) -> Result {
        // The emptiest gives way.
        table.change(
            key, worth: { $0.emptyAt > now ? $0.emptyAt : 0 },
            { level in
                if level.emptyAt <= now { level.isNoted = false }
                return body(&level)
            })
    }

    private func microseconds(_ duration: Duration) -> UInt64 {
        let (seconds, rest) = duration.components
        return UInt64(clamping: seconds) * 1_000_000 + UInt64(clamping: rest / 1_000_000_000_000)
    }
}
