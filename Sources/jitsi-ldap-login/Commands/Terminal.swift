internal import Glibc
internal import Secrets

/// Standard input and error, as commands that somebody types use them.
enum Terminal {
    /// The longest password that is read, in bytes: as much as the login form takes.
    private static let longestPassword = 4096

    /// Writes to standard output, and returns once the system has taken all of it.
    ///
    /// - Throws: `SystemFailure` where it is closed, or a disk is full: what was asked for would be lost in silence.
    static func say(_ text: String) throws(SystemFailure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemFailure("writing to standard output") }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes a line to standard error.
    static func complain(_ text: String) { write(text + "\n") }

    /// A password from the terminal, unseen, or else one line of standard input. nil where there is none, or more than
    /// a password can be.
    static func password(prompt: String) -> SecretBytes? {
        guard isatty(STDIN_FILENO) == 1 else { return line() }
        let echo = TerminalEcho.off()
        defer {
            echo.restore()
            complain("")
        }
        write(prompt)
        return line()
    }

    private static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// One line of standard input without its end, byte by byte and without a buffer that would keep a copy.
    private static func line() -> SecretBytes? {
        let secret = unsafe SecretBytes(capacity: longestPassword + 1) { memory in
            var count = 0
            while count < memory.count {
                guard unsafe read(STDIN_FILENO, memory.baseAddress?.advanced(by: count), 1) == 1,
                    unsafe memory[count] != UInt8(ascii: "\n")
                else { break }
                count += 1
            }
            return count
        }
        return (1...longestPassword).contains(secret.count) ? secret : nil
    }
}
