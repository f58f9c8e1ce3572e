import Foundation
import TestSupport
import Testing

@testable import FastCGI

@Suite struct ListeningTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("fastcgi.sock")
    }

    private func lookAt(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    @Test("The socket has its mode, whatever the umask", arguments: [0o660, 0o600, 0o666, 0o770] as [UInt32])
    func mode(mode: UInt32) throws {
        let socket = try ListeningSocket.open(path: path, mode: mode)
        let status = try #require(lookAt(path))
        #expect(status.st_mode & S_IFMT == S_IFSOCK)
        #expect(status.st_mode & 0o7777 == mode)
        #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC != 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["fastcgi.sock"])
    }

    @Test("Nobody else can connect before the socket has its mode")
    func firstInstant() throws {
        // What fchmod before bind buys, on this kernel: looked at between the two by a bind without the rest.
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        #expect(fchmod(descriptor, 0o600) == 0)
        let place = try SocketPath(path)
        #expect(place.withAddress { bind(descriptor, $0, $1) } == 0)
        #expect(try #require(lookAt(path)).st_mode & 0o177 == 0)
    }

    @Test("The group is found by number and by name")
    func group() throws {
        let mine = getgid()
        let name = try #require(getgrgid(mine).map { String(cString: $0.pointee.gr_name) })
        for group in ["\(mine)", name] {
            let socket = try ListeningSocket.open(path: path, mode: 0o660, group: group)
            #expect(lookAt(path)?.st_gid == mine)
            socket.remove()
        }
    }

    @Test("The group becomes another one where that is allowed", .enabled(if: getuid() == 0))
    func otherGroup() throws {
        let socket = try ListeningSocket.open(path: path, mode: 0o660, group: "www-data")
        #expect(lookAt(path)?.st_gid == getgrnam("www-data").pointee.gr_gid)
        socket.remove()
    }

    @Test(
        "A group that does not exist is refused",
        arguments: ["no-such-group", "", "a\0b", "-1", "4294967295"])
    func unknownGroup(group: String) {
        #expect(throws: ListenError.unknownGroup(group)) {
            try ListeningSocket.open(path: path, mode: 0o660, group: group)
        }
        #expect(lookAt(path) == nil)
    }

    @Test("A stale socket is replaced")
    func stale() throws {
        let place = try SocketPath(path)
        let old = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #expect(place.withAddress { bind(old, $0, $1) } == 0)
        #expect(listen(old, 1) == 0)
        close(old)
        let inode = try #require(lookAt(path)).st_ino
        let socket = try ListeningSocket.open(path: path, mode: 0o660)
        #expect(lookAt(path)?.st_ino != inode)
        _ = try RawClient(path)
        socket.remove()
    }

    @Test("A live socket is refused, and lives on")
    func live() throws {
        let socket = try ListeningSocket.open(path: path, mode: 0o660)
        #expect(throws: ListenError.inUse(path)) { try ListeningSocket.open(path: path, mode: 0o660) }
        _ = try RawClient(path)
        socket.remove()
    }

    @Test("A folder, a file and a link are refused and left alone")
    func others() throws {
        try folder.write("precious", to: "file")
        #expect(symlink("nowhere", folder.file("link")) == 0)
        #expect(mkdir(folder.file("folder"), 0o755) == 0)
        let make = { (name: String) in try ListeningSocket.open(path: folder.file(name), mode: 0o660) }
        #expect(throws: ListenError.isFolder(folder.file("folder"))) { try make("folder") }
        #expect(throws: ListenError.isNotASocket(folder.file("file"))) { try make("file") }
        #expect(throws: ListenError.isNotASocket(folder.file("link"))) { try make("link") }
        #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "precious")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }

    @Test("A path that cannot be is refused", arguments: ["", "/", "/tmp/", "/tmp/a\0b"])
    func invalidPath(path: String) {
        #expect(throws: ListenError.invalidPath(path)) { try ListeningSocket.open(path: path, mode: 0o660) }
    }

    @Test("A path has room for 107 bytes")
    func length() throws {
        let fits = folder.file(String(repeating: "s", count: 107 - folder.path.utf8.count - 1))
        let socket = try ListeningSocket.open(path: fits, mode: 0o660)
        _ = try RawClient(fits)
        socket.remove()
        #expect(throws: ListenError.pathTooLong(fits + "s", limit: 107)) {
            try ListeningSocket.open(path: fits + "s", mode: 0o660)
        }
    }

    @Test("A missing folder is named")
    func missingFolder() {
        #expect(throws: ListenError.folderMissing(folder.file("none/"))) {
            try ListeningSocket.open(path: folder.file("none/s"), mode: 0o660)
        }
    }

    @Test("A mode of more than permissions is refused")
    func invalidMode() {
        #expect(throws: ListenError.invalidMode(0o4660)) {
            try ListeningSocket.open(path: path, mode: 0o4660)
        }
    }

    @Test("The socket goes with its owner, but a successor's stays")
    func removal() throws {
        do {
            let socket = try ListeningSocket.open(path: path, mode: 0o660)
            socket.remove()
            socket.remove()
            #expect(lookAt(path) == nil)
        }
        do { _ = try ListeningSocket.open(path: path, mode: 0o660) }
        #expect(lookAt(path) == nil)
        let first = try ListeningSocket.open(path: path, mode: 0o660)
        #expect(unlink(path) == 0)
        let second = try ListeningSocket.open(path: path, mode: 0o660)
        first.remove()
        #expect(lookAt(path) != nil)
        _ = try RawClient(path)
        second.remove()
    }

    @Test("Every error says what to do")
    func errors() {
        let errors: [ListenError] = [
            .invalidPath("a\n"), .pathTooLong("/a", limit: 107), .invalidMode(0o4000), .folderMissing("/a"),
            .isFolder("/a"), .isNotASocket("/a"), .inUse("/a"), .unknownGroup("g"),
            .groupRefused("g", path: "/a"),
            .malformedInheritance("x\n"), .notOneSocket(2), .unsuitableSocket(descriptor: 3),
        ]
        for error in errors {
            #expect(error.description.contains(":"))
            #expect(!error.description.contains("\n"))
        }
        #expect(
            ListenError.system(call: "bind", subject: "/a", code: EACCES).description.contains(
                "Permission denied"))
    }
}
