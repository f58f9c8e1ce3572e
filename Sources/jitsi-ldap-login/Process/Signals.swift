internal import Glibc

/// The signals that drive the service. They are blocked in every thread and fetched in one place.
enum Signals {
    /// What the service manager, or somebody at a terminal, wants.
    enum Request {
        /// SIGHUP.
        case reload
        /// SIGTERM or SIGINT.
        case stop
        /// None came within the time.
        case nothing
    }

    /// Blocks the signals; to be called before the first thread starts, as threads inherit the mask. A peer that is
    /// gone must be an error where it is written to, not the end of the process: SIGPIPE is ignored.
    static func block() {
        signal(SIGPIPE, SIG_IGN)
        var set = handled()
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for a signal, at most for `limit`, or without an end where it is nil.
    static func next(within limit: Duration?) -> Request {
        var set = handled()
        var number: Int32
        if let limit {
            let (seconds, attoseconds) = limit.components
            var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
            number = unsafe sigtimedwait(&set, nil, &time)
        } else {
            number = unsafe sigwaitinfo(&set, nil)
        }
        switch number {
        case SIGHUP: return .reload
        case SIGTERM, SIGINT: return .stop
        default: return .nothing
        }
    }

    private static func handled() -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, number) }
        return set
    }
}
