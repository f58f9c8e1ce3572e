internal import Glibc
internal import Secrets

/// Standard input and error, as commands that somebody types use them.
enum Terminal {
    /// The longest password that is read, in bytes.
    private static let longestPassword = 4096

    /// Writes a line to standard error.
    static func complain(_ text: String) {
        var line = text + "\n"
        line.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// A password from the terminal, unseen, or else one line of standard input. nil where there is none.
    static func password(prompt: String) -> SecretBytes? {
        guard isatty(STDIN_FILENO) == 1 else { return line() }
        var before = termios()
        unsafe tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            complain("")
        }
        var text = prompt
        text.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        return line()
    }

    /// One line of standard input without its end, byte by byte and without a buffer that would keep a copy.
    private static func line() -> SecretBytes? {
        var ended = false
        let secret = unsafe SecretBytes(capacity: longestPassword) { memory in
            var count = 0
            while count < memory.count {
                guard unsafe read(STDIN_FILENO, memory.baseAddress?.advanced(by: count), 1) == 1 else {
                    break
                }
                if unsafe memory[count] == UInt8(ascii: "\n") {
                    ended = true
                    break
                }
                count += 1
            }
            return count
        }
        return secret.isEmpty && !ended ? nil : secret
    }
}
