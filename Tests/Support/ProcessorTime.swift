import Foundation

/// What a piece of work costs.
public enum ProcessorTime {
    /// The processor time that `work` takes on this thread (clock_gettime(2), `CLOCK_THREAD_CPUTIME_ID`).
    ///
    /// Unlike the time on the clock it hardly depends on what else the machine does.
    public static func of(_ work: () throws -> Void) rethrows -> Duration {
        let start = now()
        try work()
        return now() - start
    }

    private static func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
