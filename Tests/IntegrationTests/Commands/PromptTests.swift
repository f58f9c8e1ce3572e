import Foundation
import TestSupport
import Testing

@Suite("The password prompt")
struct PromptTests {
    /// Runs try-login on a terminal of its own, types `keys` at the prompt, and prints what the terminal showed, how
    /// the program ended and whether the echo is back.
    private static let terminal = """
        import os, pty, sys, termios
        program, config, keys = sys.argv[1:]
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(program, [program, "try-login", "alice", "--config", config])
        shown = b""
        while b"Password of alice" not in shown:
            shown += os.read(terminal, 1024)
        while termios.tcgetattr(terminal)[3] & termios.ECHO:
            pass
        os.write(terminal, keys.encode())
        _, status = os.waitpid(pid, 0)
        os.set_blocking(terminal, False)
        try:
            while True:
                shown += os.read(terminal, 4096)
        except OSError:
            pass
        print(shown.decode())
        print("exit", os.waitstatus_to_exitcode(status))
        print("echo", bool(termios.tcgetattr(terminal)[3] & termios.ECHO))
        """

    private func type(_ keys: String) throws -> String {
        let folder = try TemporaryFolder()
        let slapd = try Slapd()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: Responder.directory(slapd))
        return try Command.output([
            "python3", "-c", Self.terminal, Product.path("jitsi-ldap-login"), file, keys,
        ])
    }

    @Test("does not show what is typed, and gives the echo back")
    func silent() throws {
        let shown = try type("alice secret\n")
        #expect(shown.contains("may enter as"))
        #expect(!shown.contains("alice secret"))
        #expect(shown.contains("exit 0\necho True"))
    }

    @Test("gives the echo back when Ctrl-C ends it")
    func interrupted() throws {
        let shown = try type("half a pass\u{3}")
        #expect(shown.contains("exit 130\necho True"))
    }
}
