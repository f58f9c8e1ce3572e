internal import Glibc
internal import Locks
internal import Synchronization

/// Counts refused logins as directories do for their lockout: the count of a key is forgotten some time after the last of
/// them, or with a success.
///
/// A try is reserved before it is known how it ends, so that a hundred at once get no further than a hundred in a row.
final class TryCounts: Sendable {
    /// How many, and for how long they are remembered.
    struct Limit {
        /// The most refused tries.
        let tries: Int
        /// After the last of them.
        let window: Duration
    }

    /// How a try ended.
    enum End {
        /// It counts.
        case refused
        /// It does not, and those before it are forgotten.
        case succeeded
        /// It does not.
        case undecided
    }

    private struct Tries: BitwiseCopyable {
        /// When the last one was refused, in seconds since `start`.
        var last: UInt32 = 0
        /// How many are under way.
        var pending: UInt16 = 0
        var refused: UInt8 = 0
        /// Whether somebody was told that it is full.
        var isNoted = false
    }

    /// How often somebody looks whether it is their turn, in microseconds: about as long as a quick bind takes.
    private static let look: useconds_t = 5_000

    /// How many may wait at a time, each on a thread: half of those that are in the directory with the usual 16 workers.
    private static let mostWaiting = 7
    private let waiting = Atomic(0)

    private let start: ContinuousClock.Instant
    private let table: Guarded<BoundedTable<Tries>>

    init(places: Int, start: ContinuousClock.Instant) {
        self.start = start
        table = Guarded(BoundedTable(places: places, vacant: Tries()))
    }

    /// The most bytes that it can take.
    var mostBytes: Int { table.withLock { $0.mostBytes } }

    /// Reserves a try where one is left; it is to be settled then. Blocks where only tries under way leave no room: people
    /// who share an account, and sign in at the same moment, get their turn.
    ///
    /// Whether it is full of refused tries or of tries under way is not told: by when they end somebody could know whether
    /// there was a password to try.
    ///
    /// - Parameter deadline: until when it blocks at most; nil: it does not.
    func reserve(
        _ key: ThrottleKey, _ limit: Limit, now: ContinuousClock.Instant,
        until deadline: ContinuousClock.Instant? = nil
    ) -> Standing {
        let mayWait = waiting.add(1, ordering: .relaxed).newValue <= Self.mostWaiting
        defer { waiting.subtract(1, ordering: .relaxed) }
        while true {
            let isLast = !mayWait || deadline.map { $0 <= .now } ?? true
            if let standing = reserve(key, limit, now: now, isLast: isLast) { return standing }
            usleep(Self.look)
        }
    }

    /// - Returns: nil where only tries under way leave no room, and it is not the last look.
    private func reserve(
        _ key: ThrottleKey, _ limit: Limit, now: ContinuousClock.Instant, isLast: Bool
    ) -> Standing? {
        change(key, limit, now) { tries, seconds in
            guard Int(tries.refused) + Int(tries.pending) >= limit.tries else {
                tries.pending += 1
                return .open
            }
            guard isLast || Int(tries.refused) >= limit.tries else { return nil }
            guard Int(tries.refused) >= limit.tries else {
                return .full(seconds: limit.window.secondsToWait, isFirst: false)
            }
            let isFirst = !tries.isNoted
            tries.isNoted = true
            let end = start + .seconds(Int64(tries.last)) + limit.window
            return .full(seconds: instant(seconds).duration(to: end).secondsToWait, isFirst: isFirst)
        }
    }

    /// Says how a reserved try ended.
    func settle(_ key: ThrottleKey, _ end: End, _ limit: Limit, now: ContinuousClock.Instant) {
        change(key, limit, now) { tries, seconds in
            // It is 0 where the place was given away meanwhile.
            if tries.pending > 0 { tries.pending -= 1 }
            switch end {
            case .refused:
                if tries.refused < .max { tries.refused += 1 }
                // Of several, the one that ends last.
                tries.last = max(tries.last, seconds)
            case .succeeded:
                tries.refused = 0
                tries.isNoted = false
            case .undecided: break
            }
        }
    }

    private func change<Result: Sendable>(
        _ key: ThrottleKey, _ limit: Limit, _ now: ContinuousClock.Instant,
        _ body: (inout Tries, UInt32) -> Result
    ) -> Result {
        let seconds = seconds(now)
        func isOver(_ tries: Tries) -> Bool {
            instant(tries.last).duration(to: instant(seconds)) >= limit.window
        }
        return table.withLock { table in
            table.change(
                key,
                worth: { tries in
                    let counted = isOver(tries) ? 0 : UInt64(tries.refused)
                    if tries.pending == 0, counted == 0 { return 0 }
                    // What is under way must find its place again; then what is nearest to its limit; then what lasts longest.
                    return (tries.pending > 0 ? 1 << 63 : 0) | counted << 32 | UInt64(tries.last)
                },
                { tries in
                    if isOver(tries) {
                        tries.refused = 0
                        tries.isNoted = false
                    }
                    return body(&tries, seconds)
                })
        }
    }

    private func instant(_ seconds: UInt32) -> ContinuousClock.Instant { start + .seconds(Int64(seconds)) }

    private func seconds(_ now: ContinuousClock.Instant) -> UInt32 {
        UInt32(clamping: start.duration(to: now).components.seconds)
    }
}
