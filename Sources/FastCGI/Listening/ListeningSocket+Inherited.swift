internal import Glibc

extension ListeningSocket {
    /// The socket that systemd hands over (sd_listen_fds(3)): descriptor 3, where LISTEN_PID is this process.
    ///
    /// Call it once, before the first thread starts: it removes LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES from the
    /// environment, so that no child takes them for its own. The socket's file is systemd's and stays.
    ///
    /// - Returns: nil where nothing was handed over to this process.
    /// - Throws: `ListenError`, where it is not exactly one listening Unix stream socket.
    public static func inherited() throws(ListenError) -> ListeningSocket? {
        defer { for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsafe unsetenv(name) } }
        return try inherited(
            process: environment("LISTEN_PID"), count: environment("LISTEN_FDS"), first: 3)
    }

    /// The same with the environment's words, and `first` in place of SD_LISTEN_FDS_START.
    static func inherited(
        process: String?, count: String?, first: Int32
    ) throws(ListenError) -> ListeningSocket? {
        guard let process, let count, pid_t(process) == getpid() else { return nil }
        guard let number = Int(count), number >= 0 else { throw .malformedInheritance(count) }
        guard number > 0 else { return nil }
        guard number == 1 else { throw .notOneSocket(number) }
        guard
            option(SO_DOMAIN, of: first) == AF_UNIX,
            option(SO_TYPE, of: first) == Int32(SOCK_STREAM.rawValue),
            option(SO_ACCEPTCONN, of: first) == 1,
            fcntl(first, F_SETFD, FD_CLOEXEC) == 0,
            fcntl(first, F_SETFL, O_NONBLOCK) == 0
        else { throw .unsuitableSocket(descriptor: first) }
        return ListeningSocket(descriptor: first, file: nil)
    }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// A socket's option that is a number; nil where the descriptor is no socket.
    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }
}
