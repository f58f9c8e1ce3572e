import Foundation

/// Looks again every 10 ms until `condition` holds; false where it did not within `seconds`.
public func eventually(within seconds: Double = 10, _ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
        if condition() { return true }
        guard ContinuousClock.now < deadline else { return false }
        usleep(10_000)
    }
}

/// Whether `work`, which tells how long it took, took less than `limit`; tried again up to four times where it did not.
///
/// What else the machine does can only add to a time: one time below the limit shows what the work needs by itself. Each try
/// has to begin anew: what remembers the one before may be quick for that reason only.
public func isDone(within limit: Duration, _ work: () throws -> Duration) rethrows -> Bool {
    for _ in 0..<5 where try work() < limit { return true }
    return false
}
