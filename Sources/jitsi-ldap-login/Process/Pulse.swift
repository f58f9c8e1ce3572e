/// Whether the workers still go round, for the watchdog: a process whose threads are all stuck must not say that it is
/// alive.
struct Pulse {
    /// The workers go round every 5 s; a machine under load may take longer.
    static let longestPause = Duration.seconds(15)

    private var rounds: UInt64 = 0
    // The clock that stands still while the machine sleeps, as that of systemd's watchdog does.
    private var lastChange = SuspendingClock.now

    /// Takes the count of rounds; false where it has not changed for too long.
    mutating func isBeating(_ rounds: UInt64, now: SuspendingClock.Instant = .now) -> Bool {
        if rounds != self.rounds {
            self.rounds = rounds
            lastChange = now
        }
        return lastChange.duration(to: now) <= Self.longestPause
    }
}
