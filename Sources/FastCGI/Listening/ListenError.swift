/// Why there is no socket to listen on; the text says what to do about it.
public enum ListenError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The path is empty, names a folder by a trailing slash, or holds a NUL.
    case invalidPath(String)
    /// The path does not fit into `sockaddr_un` (unix(7)); `limit` is in bytes.
    case pathTooLong(String, limit: Int)
    /// The mode is more than permission bits.
    case invalidMode(UInt32)
    /// The folder of the path does not exist.
    case folderMissing(String)
    /// The path is a folder.
    case isFolder(String)
    /// The path is a file, a symbolic link or a device, which is not ours to replace.
    case isNotASocket(String)
    /// Another process listens on the path, or is about to.
    case inUse(String)
    /// No group has this name.
    case unknownGroup(String)
    /// The kernel does not let this process give the socket to the group.
    case groupRefused(String, path: String)
    /// LISTEN_FDS is no number.
    case malformedInheritance(String)
    /// systemd handed over another number of sockets than one.
    case notOneSocket(Int)
    /// What systemd handed over is not a listening Unix stream socket.
    case unsuitableSocket(descriptor: Int32)
    /// A system call failed: its name, what it was about, and `errno`.
    case system(call: String, subject: String, code: Int32)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .invalidPath(let path):
            "\"\(path.escaped)\" is no path for a socket: name a file inside a folder"
        case .pathTooLong(let path, let limit):
            "the socket's path \(path) is too long: the kernel has room for \(limit) bytes; choose a shorter one"
        case .invalidMode(let mode):
            "the socket's mode \(String(mode, radix: 8)) is more than permission bits: use one such as 0660"
        case .folderMissing(let folder):
            "the folder \(folder) for the socket does not exist: create it, or let systemd make both (jitsi-ldap-login.socket)"
        case .isFolder(let path):
            "\(path) is a folder: the socket's path has to end with a file's name"
        case .isNotASocket(let path):
            "\(path) exists and is not a socket: move it away, or choose another path"
        case .inUse(let path):
            "another process listens on \(path): stop it, or choose another path"
        case .unknownGroup(let group):
            "there is no group \(group) for the socket: use the group that the web server runs as, by name or number"
        case .groupRefused(let group, let path):
            "this process may not give \(path) to the group \(group): make its user a member of the group"
        case .malformedInheritance(let text):
            "LISTEN_FDS is \"\(text.escaped)\", which is no number: systemd sets it, so unset it everywhere else"
        case .notOneSocket(let count):
            "systemd handed over \(count) sockets: give the socket unit exactly one ListenStream"
        case .unsuitableSocket(let descriptor):
            "descriptor \(descriptor) is not a listening Unix stream socket: use ListenStream with a path and Accept=no"
        case .system(let call, let subject, let code):
            "\(call) failed for \(subject): \(systemWords(code))"
        }
    }
}

extension String {
    /// The text with control characters and quotes escaped, so that it cannot forge a line of a log.
    fileprivate var escaped: String { unicodeScalars.map { $0.escaped(asASCII: false) }.joined() }
}
