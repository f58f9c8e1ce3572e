internal import Glibc

/// The Unix stream socket that the web server connects to.
///
/// Never TCP: whoever can connect can say who the visitor is (REMOTE_ADDR). A path's mode and group decide that.
public final class ListeningSocket: Sendable {
    /// Ours to accept on and to close; non-blocking, closed on exec.
    let descriptor: Int32

    /// The file that this process has made, and removes; nil where somebody else (systemd) made it.
    let file: SocketFile?

    init(descriptor: Int32, file: SocketFile?) {
        self.descriptor = descriptor
        self.file = file
    }

    deinit {
        remove()
        close(descriptor)
    }

    /// Makes a socket at `path`, or takes the place of one that nobody listens on any more.
    ///
    /// The file appears under its name with its mode and group, and already listening: there is no moment at which
    /// others could connect, or nginx would be refused. Its folder must be one that only trusted users can write to.
    ///
    /// - Parameters:
    ///   - path: at most 107 bytes, and its folder must leave room for a name of 7 bytes (unix(7)).
    ///   - mode: permission bits, 0...0o777. To connect takes the right to write.
    ///   - group: by name or number; nil keeps the process's own.
    /// - Throws: `ListenError`, where the path cannot be had; nothing is left behind then.
    public static func open(
        path: String, mode: UInt32, group: String? = nil
    ) throws(ListenError) -> ListeningSocket {
        let made = try SocketFile.make(path: path, mode: mode, group: group)
        return ListeningSocket(descriptor: made.descriptor, file: made.file)
    }

    /// Removes the socket's file, where this process made it and it is still the same; once is enough.
    ///
    /// Connections that wait in the queue can still be accepted; new ones find nobody.
    public func remove() { file?.remove() }
}
