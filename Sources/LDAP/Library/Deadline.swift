// CLDAP too: in an optimised build `timespec` and `timeval` count as its own, since its header includes them.
internal import CLDAP
internal import Glibc

/// A moment until which somebody waits, on the clock that nobody sets (`CLOCK_MONOTONIC`).
struct Deadline: Sendable, Comparable {
    /// Nanoseconds on that clock.
    private let nanoseconds: Int64

    /// `duration` from now; a negative one has passed already.
    init(in duration: Duration) {
        self = Deadline.now + duration
    }

    private init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// This moment.
    static var now: Deadline {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Deadline(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// The time left; zero where it has passed.
    var remaining: Duration {
        .nanoseconds(max(0, nanoseconds - Deadline.now.nanoseconds))
    }

    /// The time that has gone by since this moment; zero where it is still to come.
    var elapsed: Duration {
        .nanoseconds(max(0, Deadline.now.nanoseconds - nanoseconds))
    }

    /// Whether no time is left.
    var hasPassed: Bool { Deadline.now >= self }

    /// A moment later by `duration`.
    static func + (moment: Deadline, duration: Duration) -> Deadline {
        let (seconds, attoseconds) = duration.components
        // A hundred years are as good as for ever, and cannot overflow.
        let bounded = min(max(seconds, -3_000_000_000), 3_000_000_000)
        return Deadline(
            nanoseconds: moment.nanoseconds + bounded * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// The earlier one is the smaller.
    static func < (one: Deadline, other: Deadline) -> Bool { one.nanoseconds < other.nanoseconds }

    /// For `poll`: milliseconds left, rounded up so that nobody spins through the last one.
    var milliseconds: Int32 {
        let left = max(0, nanoseconds - Deadline.now.nanoseconds)
        return Int32(clamping: (left + 999_999) / 1_000_000)
    }

    /// For libldap: the time left, at least 1 ms, since zero means something else to it.
    var timeLeft: timeval {
        let microseconds = max(1000, (nanoseconds - Deadline.now.nanoseconds + 999) / 1000)
        return timeval(tv_sec: Int(microseconds / 1_000_000), tv_usec: Int(microseconds % 1_000_000))
    }
}
