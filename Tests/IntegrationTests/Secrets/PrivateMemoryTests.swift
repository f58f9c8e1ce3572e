import Foundation
import TestSupport
import Testing

@Suite("The memory of the program")
struct PrivateMemoryTests {
    /// An ordinary user: the one who runs the tests, or nobody where that is root.
    private static let user = getuid() == 0 ? "65534" : "\(getuid())"
    private static let asUser =
        getuid() == 0 ? ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"] : []
    /// With core dumps allowed, as far as we may; the limit that the tests run under may be 0 already.
    private static let withDumps = getuid() == 0 ? ["prlimit", "--core=unlimited:unlimited"] : []

    /// Looks at a process of the same user in every way that needs the right to trace it, and tells which succeeded.
    private static let look = """
        import ctypes, os, sys
        pid = int(sys.argv[1])
        for name, flags in [("environ", os.O_RDONLY), ("mem", os.O_RDWR), ("maps", os.O_RDONLY)]:
            try:
                os.read(os.open(f"/proc/{pid}/{name}", flags), 1) if name != "mem" else \\
                    os.close(os.open(f"/proc/{pid}/{name}", flags))
                print(name)
            except OSError:
                pass
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.ptrace(16, pid, 0, 0) == 0:  # PTRACE_ATTACH
            os.waitpid(pid, 0)
            libc.ptrace(17, pid, 0, 0)  # PTRACE_DETACH
            print("ptrace")
        """

    private func seen(_ pid: Int32) throws -> Set<String> {
        let output = try Command.output(Self.asUser + ["/usr/bin/python3", "-c", Self.look, "\(pid)"])
        return Set(output.split(separator: "\n").map(String.init))
    }

    /// The soft and the hard limit of core dumps; proc(5), `/proc/pid/limits`.
    private func coreLimits(_ pid: Int32) -> [Substring] {
        let limits = (try? String(contentsOfFile: "/proc/\(pid)/limits", encoding: .utf8)) ?? ""
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        return Array(line.split(separator: " ").dropFirst(4).prefix(2))
    }

    @Test("is closed to the user who runs it, and is never dumped, while it waits for a password")
    func command() throws {
        let slapd = try Slapd()
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: Responder.directory(slapd))
        // Where an ordinary user finds it.
        let program = folder.file("program")
        try FileManager.default.copyItem(atPath: try Product.shipped(), toPath: program)
        if getuid() == 0 {
            for name in ["app-secret", "ldap-password", "session-key"] {
                chown(folder.file(name), 65534, 65534)
            }
        }
        let input = Pipe()
        let process = try ServerProcess(
            Self.withDumps + Self.asUser + [program, "try-login", "--config", file, "--", "alice"],
            log: folder.file("log"), environment: ["CREDENTIALS_DIRECTORY": ""],
            input: input.fileHandleForReading)
        #expect(
            eventually { coreLimits(process.pid) == ["0", "0"] }, "\(coreLimits(process.pid)) \(process.log)")
        // What follows in main follows within a moment.
        #expect(eventually { (try? seen(process.pid)) == [] })

        let other = try ServerProcess(Self.asUser + ["sleep", "60"], log: folder.file("other"))
        #expect(
            eventually { (try? seen(other.pid))?.contains("environ") == true },
            "the look sees nothing even of a program that lets it")

        // And nothing that the login needs is closed with it.
        try input.fileHandleForWriting.write(contentsOf: Data("alice secret\n".utf8))
        #expect(eventually { !process.isRunning })
        #expect(process.log.contains("may enter as member"), "\(process.log)")
    }
}
