/// Whether there is room for one more.
enum Standing: Equatable {
    case open
    /// Not before so many seconds are over, rounded up and at least 1. `isFirst` the first time since it filled: for the log.
    case full(seconds: Int, isFirst: Bool)
}

extension Duration {
    /// Whole seconds, rounded up, at least 1.
    var secondsToWait: Int {
        let (seconds, rest) = components
        return max(1, Int(clamping: seconds) + (rest > 0 ? 1 : 0))
    }
}
