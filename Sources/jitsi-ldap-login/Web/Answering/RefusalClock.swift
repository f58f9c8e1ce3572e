/// When the answer to a refused login goes out: at fixed moments after its arrival, so that its time does not tell
/// whether the name exists or how the directory came to its judgement.
enum RefusalClock {
    /// The distance of the moments.
    static let step = Duration.seconds(1)

    /// The longest random addition.
    static let jitter = Duration.milliseconds(100)

    /// The first whole step after `arrival` that is not over, and a little chance.
    static func moment(
        arrival: ContinuousClock.Instant, now: ContinuousClock.Instant
    ) -> ContinuousClock.Instant {
        let steps = max(1, Int((arrival.duration(to: now) / step).rounded(.up)))
        return arrival + step * steps + jitter * Double.random(in: 0...1)
    }
}
