internal import CProcess
internal import Glibc

/// Where the log goes: journald's stream socket, a pipe, a file, a terminal. Others may have the same one open; hence it is never
/// made non-blocking, which would make it so for them too.
struct LogDescriptor: Sendable {
    private let number: Int32
    private let isSocket: Bool

    /// - Parameter number: stays the caller's, and open.
    init(_ number: Int32) {
        self.number = number
        var status = stat()
        isSocket = unsafe fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// What came of writing at once.
    enum Result {
        /// So many bytes are written: all, some or none. Why not all, `write` will say.
        case taken(Int)
        /// It never can be promised that this one does not wait: most file systems wait for a disk that is busy, a terminal for
        /// whoever pressed Control-S. And of a pipe it is promised from Linux 6.4 on, if it has no name.
        case mayWait
    }

    /// Whether so many bytes are taken whole or not at all, in the middle of nobody else's. A socket takes up to a page as one
    /// piece (unix(7)); of pipes and files other things are to be said.
    func takesWhole(_ count: Int) -> Bool { isSocket && count <= 4096 }

    /// Writes what fits at once, and never waits. A line is written whole or not at all where the reader has room for it or none
    /// (pipe(7), `PIPE_BUF`; unix(7)); in between, a long one can be cut.
    func writeAtOnce(_ text: UnsafeRawBufferPointer) -> Result {
        let taken =
            if isSocket {
                unsafe send(
                    number, text.baseAddress, text.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            } else {
                unsafe cprocess_write_at_once(number, text.baseAddress, text.count)
            }
        guard taken < 0 else { return .taken(taken) }
        return switch errno {
        // EPERM: systemd, or a container, lets it call write but not pwritev2.
        case EOPNOTSUPP, ENOSYS, EPERM: .mayWait
        default: .taken(0)
        }
    }

    /// Writes all, and waits for that as long as it takes.
    ///
    /// One `write` a line, so that lines of several processes do not mix.
    ///
    /// - Returns: how much is written: less than all where the disk is full, or the reader is gone.
    func write(_ text: UnsafeRawBufferPointer) -> Int {
        var rest = unsafe text
        while unsafe !rest.isEmpty {
            let written = unsafe Glibc.write(number, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN {
                // Somebody who shares the descriptor has made it non-blocking.
                var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&wanted, 1, 1000)
                continue
            }
            guard written > 0 else { break }
            unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
        return text.count - rest.count
    }
}
