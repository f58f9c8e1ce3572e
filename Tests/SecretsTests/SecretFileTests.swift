import Foundation
import Secrets
import TestSupport
import Testing

@Suite struct SecretFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func text(_ secret: SecretBytes) -> String {
        secret.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    private static let newlineRows: [(String, String)] = [
        ("s3cret", "s3cret"), ("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret"),
        ("s3cret\n\n", "s3cret\n"),
        ("s3cret\r", "s3cret\r"), (" s3cret ", " s3cret "), ("a\nb\n", "a\nb"), ("\u{0}", "\u{0}"),
    ]

    @Test("One newline at the end is not part of the secret; all else is", arguments: newlineRows)
    func newline(_ content: String, _ secret: String) throws {
        let path = try folder.write(content, to: "secret", mode: 0o600)
        #expect(text(try SecretFile.read(path)) == secret)
    }

    @Test(
        "A file that others can read, write or run is refused",
        arguments: [0o604, 0o602, 0o601, 0o644, 0o666, 0o777])
    func others(_ mode: Int) throws {
        let path = try folder.write("s3cret", to: "secret", mode: mode)
        let problem = SecretFileError.openToOthers(path: path, mode: UInt32(mode))
        #expect(throws: problem) { try SecretFile.read(path) }
        #expect("\(problem)".contains("chmod o= \(path)") && !"\(problem)".contains("s3cret"))
        #expect("\(problem)".contains("0" + String(mode, radix: 8)))
    }

    @Test(
        "Files of the owner, of the group and of systemd are taken", arguments: [0o600, 0o640, 0o400, 0o440])
    func owners(_ mode: Int) throws {
        let path = try folder.write("s3cret", to: "secret", mode: mode)
        #expect(text(try SecretFile.read(path)) == "s3cret")
    }

    @Test("A link is followed, and what is behind it is checked")
    func link() throws {
        let target = try folder.write("s3cret", to: "secret", mode: 0o600)
        try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: target)
        #expect(text(try SecretFile.read(folder.file("link"))) == "s3cret")
        chmod(target, 0o644)
        #expect(throws: SecretFileError.openToOthers(path: folder.file("link"), mode: 0o644)) {
            try SecretFile.read(folder.file("link"))
        }
    }

    @Test("Empty files and files with nothing but a newline are refused", arguments: ["", "\n", "\r\n"])
    func empty(_ content: String) throws {
        let path = try folder.write(content, to: "secret", mode: 0o600)
        #expect(throws: SecretFileError.empty(path: path)) { try SecretFile.read(path) }
    }

    @Test("A file may have as many bytes as the limit, and not one more")
    func limit() throws {
        let path = try folder.write(String(repeating: "x", count: 100), to: "secret", mode: 0o600)
        #expect(try SecretFile.read(path, limit: 100).count == 100)
        #expect(throws: SecretFileError.tooLarge(path: path, limit: 99)) {
            try SecretFile.read(path, limit: 99)
        }
    }

    @Test("What is not there, and what is no file, is refused at once")
    func noFile() throws {
        #expect(throws: SecretFileError.cannotOpen(path: folder.file("none"), errno: ENOENT)) {
            try SecretFile.read(folder.file("none"))
        }
        #expect(throws: SecretFileError.notAFile(path: folder.path)) { try SecretFile.read(folder.path) }
        // A pipe that nobody writes to: an open that waits would hang here.
        let pipe = folder.file("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(throws: SecretFileError.notAFile(path: pipe)) { try SecretFile.read(pipe) }
        #expect(throws: SecretFileError.notAFile(path: "/dev/null")) { try SecretFile.read("/dev/null") }
        #expect(throws: SecretFileError.cannotOpen(path: "a\0b", errno: EINVAL)) {
            try SecretFile.read("a\0b")
        }
    }

    @Test("Every problem says where it is")
    func descriptions() {
        for problem: SecretFileError in [
            .cannotOpen(path: "/x/s", errno: EACCES), .notAFile(path: "/x/s"),
            .openToOthers(path: "/x/s", mode: 0o644),
            .empty(path: "/x/s"), .tooLarge(path: "/x/s", limit: 9), .cannotRead(path: "/x/s", errno: EIO),
        ] {
            #expect("\(problem)".contains("/x/s"))
        }
        #expect("\(SecretFileError.cannotOpen(path: "s", errno: ENOENT))".contains("No such file"))
    }
}
