import Foundation

/// A script that only root can run, and that ends with its standard input: where the tests run as an ordinary user,
/// sudo starts it, and nobody but root could signal it.
final class RootProcess: Sendable {
    private let process: ServerProcess
    private let lifeline: Pipe
    // Not where the script works: that goes with the script.
    private let logs: TemporaryFolder

    /// Starts the script Tests/Support/Directories/`script`.
    init(_ script: String, _ arguments: [String]) throws {
        lifeline = Pipe()
        logs = try TemporaryFolder()
        let path = Repository.file("Tests/Support/Directories/" + script)
        let asRoot = getuid() == 0 ? [] : ["sudo", "-n"]
        process = try ServerProcess(
            asRoot + [path] + arguments, log: logs.file("log"), input: lifeline.fileHandleForReading)
        // Only the script may hold it open.
        try lifeline.fileHandleForReading.close()
    }

    deinit { stop() }

    var log: String { process.log }

    /// Waits until `ready` holds; throws with the log where the script ended or `seconds` passed.
    func wait(within seconds: Double, until ready: () -> Bool) throws {
        try process.wait(within: seconds, until: ready)
    }

    /// Ends the script and waits for its end.
    func stop() {
        try? lifeline.fileHandleForWriting.close()
        _ = eventually { !self.process.isRunning }
    }
}
