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
