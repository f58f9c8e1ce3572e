internal import CFastCGI
internal import Glibc

/// libfcgi's own start, once in a process.
enum Library {
    /// What FCGX_Init returned: 0 where all is well.
    ///
    /// It takes SIGTERM, SIGUSR1 and SIGPIPE over, which are the program's: they are given back.
    static let started: Int32 = {
        let signals = [SIGTERM, SIGUSR1, SIGPIPE]
        let before = signals.map { number in
            var action = sigaction()
            _ = unsafe sigaction(number, nil, &action)
            return action
        }
        let result = FCGX_Init()
        for (number, action) in zip(signals, before) {
            _ = unsafe withUnsafePointer(to: action) { unsafe sigaction(number, $0, nil) }
        }
        return result
    }()
}
