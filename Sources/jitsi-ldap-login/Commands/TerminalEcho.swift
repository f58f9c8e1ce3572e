internal import Glibc

/// The echo of the terminal while a password is typed. Ctrl-C brings it back before it ends the program: a shell
/// without echo is no place to leave somebody.
struct TerminalEcho {
    private let before: termios

    /// Switches the echo off.
    static func off() -> TerminalEcho {
        var before = termios()
        unsafe tcgetattr(STDIN_FILENO, &before)
        unsafe echoBefore.initialize(to: before)
        for number in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] { signal(number, restoreEchoAndExit) }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        return TerminalEcho(before: before)
    }

    /// Puts it back, and the signals with it.
    func restore() {
        var before = before
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
        for number in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] { signal(number, SIG_DFL) }
    }
}

/// For the signal handler, which has no other way to know: written before the handler is set, and by one thread. On the heap:
/// Swift makes a global variable of this type three bytes shorter than what is copied into it.
private nonisolated(unsafe) let echoBefore = UnsafeMutablePointer<termios>.allocate(capacity: 1)

/// Calls nothing but what a signal handler may (signal-safety(7)).
private func restoreEchoAndExit(_ number: Int32) {
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, echoBefore)
    _exit(128 + number)
}
