import Foundation
import Synchronization
import TestSupport

/// A Debian with a real systemd, in a container of the test's own (machine.sh).
///
/// It boots in about a second from an image that is built once, shares no port with anybody, and forgets all that
/// was changed in it when the last owner lets it go.
final class Machine: Sendable {
    /// Seen inside as /exchange.
    let exchange: TemporaryFolder
    private let process: ServerProcess
    private let commands = Atomic(0)

    init() throws {
        exchange = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Product.shipped(), toPath: exchange.file("jitsi-ldap-login"))
        let script = Repository.file("Tests/SystemdTests/machine.sh")
        process = try ServerProcess(
            Self.asRoot + [script, "boot", exchange.path, "\(getpid())"], log: exchange.file("console"))
        // The first machine of all may have to wait until the image is built.
        try run("systemctl is-system-running --wait", within: 600)
    }

    deinit {
        // A file rather than a signal: nobody but root can signal what sudo started.
        _ = try? exchange.write("", to: "stop")
        _ = eventually(within: 10) { !self.process.isRunning }
    }

    /// Namespaces, mounts and systemd-nspawn are root's.
    private static var asRoot: [String] { getuid() == 0 ? [] : ["sudo", "-n"] }

    /// A script that ran to its end inside.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
        /// All it said, for a test's comment.
        var text: String { "status \(status)\n\(output)\(errors)" }
    }

    /// Runs `script` inside, by sh as root, and waits for its end.
    @discardableResult
    func run(_ script: String, within seconds: Double = 300) throws -> Outcome {
        let name = String(format: "%04d", commands.add(1, ordering: .relaxed).newValue)
        try exchange.write(script, to: name + ".new")
        try FileManager.default.moveItem(
            atPath: exchange.file(name + ".new"), toPath: exchange.file(name + ".command"))
        let ended = eventually(within: seconds) {
            FileManager.default.fileExists(atPath: self.exchange.file(name + ".status"))
                || !self.process.isRunning
        }
        guard ended, let status = Int32(text(name + ".status").trimmingCharacters(in: .newlines)) else {
            throw MachineFailed(
                script: script, console: process.log + text(name + ".out") + text(name + ".err"))
        }
        return Outcome(status: status, output: text(name + ".out"), errors: text(name + ".err"))
    }

    /// What `script` prints, without the last newline; throws where it fails.
    @discardableResult
    func output(_ script: String) throws -> String {
        let outcome = try run(script)
        guard outcome.status == 0 else { throw MachineFailed(script: script, console: outcome.text) }
        return outcome.output.trimmingCharacters(in: .newlines)
    }

    private func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: exchange.file(name)) ?? Data(), as: UTF8.self)
    }
}

/// The machine did not boot, or a script in it did not end or failed; the text holds all that was said.
struct MachineFailed: Error, CustomStringConvertible {
    let script: String
    let console: String

    var description: String { "\(script)\n\(console)" }
}
