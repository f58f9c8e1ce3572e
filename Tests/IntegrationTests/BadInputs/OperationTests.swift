import Foundation
import TestSupport
import Testing

@Suite("What an operator gets wrong")
struct OperationTests {
    /// A file of a secret, and what is wrong with it.
    struct Secret: Sendable, CustomTestStringConvertible {
        let file: String
        let what: String
        /// What is in it; nil: a folder in its place.
        let content: String?
        var mode = 0o600
        /// What the error says beside the key that names the file.
        let says: String
        var testDescription: String { "\(file): \(what)" }

        /// The configuration's key for it.
        var key: String {
            ["app-secret": "token.secret-file", "ldap-password": "directory.bind.password-file"][file]
                ?? "session.key-file"
        }
    }

    static let secrets =
        ["app-secret", "ldap-password", "session-key"].flatMap { file in
            [
                Secret(file: file, what: "empty", content: "", says: "is empty"),
                Secret(file: file, what: "a newline", content: "\n", says: "is empty"),
                Secret(file: file, what: "a folder", content: nil, says: "is not a regular file"),
                Secret(
                    file: file, what: "open to all", content: String(repeating: "x", count: 64), mode: 0o644,
                    says: "chmod"),
                Secret(file: file, what: "missing", content: nil, mode: 0, says: "No such file"),
            ]
        } + [
            Secret(
                file: "app-secret", what: "a byte too short", content: String(repeating: "x", count: 31),
                says: "31 bytes"),
            Secret(file: "session-key", what: "no base64", content: "no key\n", says: "base64"),
            Secret(
                file: "session-key", what: "a byte too short", content: Data(count: 31).base64EncodedString(),
                says: "31"),
        ]

    private static func spoil(_ secret: Secret, in folder: TemporaryFolder) throws {
        try FileManager.default.removeItem(atPath: folder.file(secret.file))
        if let content = secret.content {
            try folder.write(content, to: secret.file, mode: secret.mode)
        } else if secret.mode != 0 {
            try FileManager.default.createDirectory(
                atPath: folder.file(secret.file), withIntermediateDirectories: false)
        }
    }

    private static func serve(in folder: TemporaryFolder)
        throws -> Command
    {
        try Command.run(
            [
                "timeout", "20", Product.path("jitsi-ldap-login"), "serve", "--config",
                folder.file("config.yaml"),
            ],
            environment: ["CREDENTIALS_DIRECTORY": ""])
    }

    @Test(
        "in the file of a secret ends the start with 78, and the error says where to look, not what is in it",
        arguments: secrets)
    func start(secret: Secret) throws {
        let folder = try TemporaryFolder()
        try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection)
        try Self.spoil(secret, in: folder)
        let run = try Self.serve(in: folder)
        #expect(run.status == 78, "\(run.errors)")
        #expect(run.errors.contains(secret.key) && run.errors.contains(secret.says), "\(run.errors)")
        if let content = secret.content, content.count > 1 {
            #expect(!run.errors.contains(content.trimmingCharacters(in: .newlines)))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("fastcgi.sock")))
    }

    @Test(
        "in the file of a secret keeps what was in force at a reload, and people sign in", arguments: secrets)
    func reload(secret: Secret) throws {
        let slapd = try Self.slapd.get()
        let site = try MeetSite(slapd: slapd)
        try Self.spoil(secret, in: site.responder.folder)
        site.responder.signal(SIGHUP)
        #expect(eventually { site.responder.log.contains("not reloaded") })
        let log = site.responder.log
        #expect(log.contains(secret.key) && log.contains(secret.says), "\(log)")
        try site.expectServing()
    }

    private static let slapd = Result { try Slapd() }

    /// What is in the configuration's place at a reload, and what the log says.
    static let configurations: [(what: String, content: String?, says: String)] = [
        ("nothing", nil, "config.yaml"), ("an empty file", "", "config.yaml"),
        ("no YAML", "meet: {url: [", "config.yaml"),
        ("a list", "- a\n- b\n", "config.yaml"), ("a NUL", "meet:\0\n", "config.yaml"),
        ("an unknown key", "meet: {url: \"https://meet.example.org\", urrl: x}\n", "meet.urrl"),
        ("a value of another type", "meet: [1]\ntoken: 7\n", "meet"),
        (
            "one anchor that stands for thousands",
            "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n", "config.yaml"
        ),
        ("2 MB", "# " + String(repeating: "x", count: 2_000_000), "config.yaml"),
    ]

    @Test(
        "in the configuration keeps what was in force at a reload, and people sign in",
        arguments: configurations.indices)
    func brokenConfiguration(number: Int) throws {
        let (_, content, says) = Self.configurations[number]
        let site = try MeetSite(slapd: try Self.slapd.get())
        if let content {
            try site.responder.folder.write(content, to: "config.yaml")
        } else {
            try FileManager.default.removeItem(atPath: site.responder.configurationFile)
        }
        site.responder.signal(SIGHUP)
        #expect(eventually { site.responder.log.contains("not reloaded") })
        #expect(site.responder.log.contains(says), "\(site.responder.log)")
        try site.expectServing()
    }

    /// What is in the way of the socket, and what the error says.
    static let sockets: [(what: String, path: String, says: String)] = [
        ("a file", "file", "/file"), ("a folder", "folder", "/folder"), ("a link", "link", "/link"),
        ("the socket of one that lives", "live", "/live"),
        ("no folder", "none/fastcgi.sock", "/none/ for the socket does not exist"),
        ("a path beyond 107 bytes", String(repeating: "x", count: 120), "107 bytes"),
    ]

    @Test(
        "at the socket's path ends the start with an error that names it, and leaves what is there alone",
        arguments: sockets.indices)
    func socket(number: Int) throws {
        let (what, path, says) = Self.sockets[number]
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try folder.write(text.replacing("socket: fastcgi.sock", with: "socket: \(path)"), to: "config.yaml")
        var living: ServerProcess?
        switch path {
        case "file": try folder.write("mine", to: "file")
        case "folder":
            try FileManager.default.createDirectory(
                atPath: folder.file("folder"), withIntermediateDirectories: false)
        case "link":
            try folder.write("mine", to: "file")
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("link"), withDestinationPath: folder.file("file"))
        case "live":
            living = try ServerProcess(
                ["socat", "UNIX-LISTEN:\(folder.file("live")),fork", "PIPE"], log: folder.file("socat"))
            try living?.wait { FileManager.default.fileExists(atPath: folder.file("live")) }
        default: break
        }
        let run = try Self.serve(in: folder)
        #expect(run.status == 71 || run.status == 78, "\(run.status)")
        #expect(run.errors.contains(folder.path) && run.errors.contains(says), "\(what): \(run.errors)")
        if ["file", "link"].contains(path) {
            #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "mine")
        }
        if path != "none/fastcgi.sock", path.count < 100 {
            #expect(FileManager.default.fileExists(atPath: folder.file(path)))
        }
        if let living { #expect(living.isRunning) }
    }
}
