internal import Glibc

/// How many descriptors this process may have open.
enum Descriptors {
    /// Raises the soft limit to the hard one: login shells and systemd start programs with 1,024, which is less than the
    /// connections of a busy morning; setrlimit(2), `RLIMIT_NOFILE`. Where that is refused, the limit stays as it was.
    static func raiseLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// How many connections to a server of the directory, for searches and for binds each, may stay open although nobody
    /// needs them: two descriptors each, and a quarter of all in the end. The rest is for visitors.
    static var forDirectory: Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(clamping: limit.rlim_cur / 16)
    }
}
