internal import Glibc
internal import Login

/// The file of the sessions that were ended: a line each, which is on the disk when a call returns.
struct EndedSessionsFile: Sendable {
    /// What a line says.
    enum Line: Equatable {
        /// This session is over; `end` is when it would be in any case, in seconds since 1970.
        case session(SessionID, end: Int)
        /// So are all that began no later.
        case all(until: Int)

        var text: String {
            switch self {
            case .session(let id, let end): "\(id) \(end)\n"
            case .all(let until): "all \(until)\n"
            }
        }

        /// nil for a line that was cut short by a crash, and for anything else.
        init?(_ text: some StringProtocol) {
            let parts = text.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[1]), number >= 0 else { return nil }
            if parts[0] == "all" {
                self = .all(until: number)
                return
            }
            guard let id = Self.id(parts[0]) else { return nil }
            self = .session(id, end: number)
        }

        private static func id(_ digits: some StringProtocol) -> SessionID? {
            let digits = Array(digits.utf8)
            guard digits.count == 2 * SessionID.size else { return nil }
            let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
                UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
            }
            return SessionID(bytes)
        }
    }

    /// How far the file is known.
    struct Position: Equatable {
        var inode: UInt64 = 0
        var offset: Int = 0
    }

    let path: String

    /// All that can be read, in order; none where there is no file.
    func lines() throws(SystemFailure) -> [Line] {
        var beginning = Position()
        return try lines(after: &beginning)
    }

    /// What was added behind `position`, which moves on: all, where the file is another one by now; none where there is no file.
    func lines(after position: inout Position) throws(SystemFailure) -> [Line] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return [] }
        guard descriptor >= 0 else { throw SystemFailure("opening \(path)") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemFailure("reading \(path)") }
        if status.st_ino != position.inode || status.st_size < position.offset {
            position = Position(inode: UInt64(status.st_ino))
        }
        guard status.st_size != position.offset else { return [] }
        let text = try read(descriptor, from: position.offset)
        // A line that somebody is just writing has no end yet, and is read again.
        position.offset += text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return text.split(separator: UInt8(ascii: "\n")).compactMap {
            Line(String(decoding: $0, as: UTF8.self))
        }
    }

    private func read(_ descriptor: Int32, from offset: Int) throws(SystemFailure) -> [UInt8] {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe pread(descriptor, &buffer, buffer.count, offset + text.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemFailure("reading \(path)") }
            if count == 0 { return text }
            text += buffer[..<count]
        }
    }

    /// Runs `body` while no other process does that with this file; or at the same time, where one of them does not let go of
    /// it for a second: a process that is stopped must not keep others from ending sessions.
    func alone<Result>(_ body: () throws(SystemFailure) -> Result) throws(SystemFailure) -> Result {
        let descriptor = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        defer { if descriptor >= 0 { close(descriptor) } }
        for _ in 0..<100 where descriptor >= 0 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { break }
            usleep(10_000)
        }
        return try body()
    }

    /// Adds a line; an empty one before it ends what a crash or a full disk has cut short.
    func append(_ line: Line) throws(SystemFailure) {
        try write("\n" + line.text, to: path, O_WRONLY | O_APPEND | O_CREAT)
    }

    /// Puts these lines in the place of all; a crash leaves the old file or the new one.
    func replace(_ lines: [Line]) throws(SystemFailure) {
        let new = path + ".new"
        try write(lines.map(\.text).joined(), to: new, O_WRONLY | O_CREAT | O_TRUNC)
        guard unsafe rename(new, path) == 0 else { throw SystemFailure("replacing \(path)") }
        try syncFolder()
    }

    private func write(_ text: String, to path: String, _ flags: Int32) throws(SystemFailure) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemFailure("opening \(path)") }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemFailure("writing \(path)") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw SystemFailure("writing \(path) to the disk") }
    }

    /// That a file was created or renamed is on the disk when its folder is (fsync(2)).
    private func syncFolder() throws(SystemFailure) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure("opening \(folder)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemFailure("writing \(folder) to the disk") }
    }
}

/// What the system said when it did not do what was asked.
struct SystemFailure: Error, Equatable, CustomStringConvertible {
    let description: String

    /// - Parameter operation: what was tried; the reason is read from `errno`.
    init(_ operation: String) {
        let reason = errno
        description = unsafe "\(operation): \(String(cString: strerror(reason)))"
    }
}
