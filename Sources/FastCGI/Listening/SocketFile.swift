internal import CFastCGI
internal import Glibc

/// The file of a Unix socket that this process has made: where it is, and which one it is.
struct SocketFile: Sendable {
    let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Makes the socket under a name of its own, gives it mode and group, listens, and only then renames it.
    static func make(
        path: String, mode: UInt32, group: String?
    ) throws(ListenError) -> (descriptor: Int32, file: SocketFile) {
        guard mode <= 0o777 else { throw .invalidMode(mode) }
        let place = try SocketPath(path)
        let owner: gid_t? = if let group { try groupNumber(group) } else { nil }
        let lock = try lockFolder(of: place)
        defer { close(lock) }
        try makeWay(at: place)

        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw failure("socket", place) }
        do throws(ListenError) {
            let file = try bind(descriptor, place, mode: mode, group: owner, named: group)
            return (descriptor, file)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func bind(
        _ descriptor: Int32, _ place: SocketPath, mode: UInt32, group: gid_t?, named name: String?
    ) throws(ListenError) -> SocketFile {
        // Linux gives the file the mode of the socket's inode (less the umask): nobody but us from the start.
        guard fchmod(descriptor, 0o600) == 0 else { throw failure("fchmod", place) }
        guard unsafe place.withTemporaryAddress({ unsafe Glibc.bind(descriptor, $0, $1) }) == 0 else {
            throw failure("bind", place)
        }
        do throws(ListenError) {
            let temporary = place.temporary
            if let group {
                guard unsafe chown(temporary, uid_t.max, group) == 0 else {
                    if errno == EPERM { throw ListenError.groupRefused(name ?? "\(group)", path: place.path) }
                    throw failure("chown", place)
                }
            }
            guard unsafe chmod(temporary, mode) == 0 else { throw failure("chmod", place) }
            guard listen(descriptor, SOMAXCONN) == 0 else { throw failure("listen", place) }
            guard let status = fileStatus(temporary) else { throw failure("lstat", place) }
            guard unsafe rename(temporary, place.path) == 0 else { throw failure("rename", place) }
            return SocketFile(path: place.path, device: status.st_dev, inode: status.st_ino)
        } catch {
            unsafe unlink(place.temporary)
            throw error
        }
    }

    /// Two starts at the same moment would both find a stale socket and both replace it: one waits for the other, for
    /// two seconds at most, and finds a live one then.
    private static func lockFolder(of place: SocketPath) throws(ListenError) -> Int32 {
        let folder = unsafe open(place.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .folderMissing(place.folder) }
            throw .system(call: "open", subject: place.folder, code: errno)
        }
        for _ in 0..<200 {
            if flock(folder, LOCK_EX | LOCK_NB) == 0 { return folder }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            usleep(10_000)
        }
        let code = errno
        close(folder)
        throw .system(call: "flock", subject: place.folder, code: code)
    }

    /// Refuses what is not a socket that nobody listens on. A stale one is replaced by the rename.
    private static func makeWay(at place: SocketPath) throws(ListenError) {
        guard let status = fileStatus(place.path) else {
            if errno == ENOENT { return }
            throw failure("lstat", place)
        }
        switch status.st_mode & S_IFMT {
        case S_IFSOCK: break
        case S_IFDIR: throw .isFolder(place.path)
        default: throw .isNotASocket(place.path)
        }
        let probe = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw failure("socket", place) }
        defer { close(probe) }
        if unsafe place.withAddress({ unsafe connect(probe, $0, $1) }) == 0 { throw .inUse(place.path) }
        switch errno {
        case ECONNREFUSED, ENOENT: return
        case EAGAIN, EPROTOTYPE: throw .inUse(place.path)  // a full queue, another type: somebody is there
        default: throw failure("connect", place)
        }
    }

    private static func failure(_ call: String, _ place: SocketPath) -> ListenError {
        .system(call: call, subject: place.path, code: errno)
    }

    /// Removes the file where it is still the one that this process made, and not a successor's.
    func remove() {
        guard let status = fileStatus(path), status.st_dev == device, status.st_ino == inode else { return }
        unsafe unlink(path)
    }
}

/// What lstat(2) says about `path`; nil with `errno` where it fails.
private func fileStatus(_ path: String) -> stat? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status : nil
}
