public import Foundation

/// A real server that a test starts and that ends, by its pid, with the last owner.
public final class ServerProcess: @unchecked Sendable {
    // `process` is set up in `init` and from then on only asked for its pid and state, which Foundation locks.
    private let process = Process()
    private let logFile: String

    /// Starts `arguments` in the foreground; what it prints goes to the file `log`.
    public init(
        _ arguments: [String], log: String, environment: [String: String] = [:], input: FileHandle? = nil
    ) throws {
        logFile = log
        try Data().write(to: URL(fileURLWithPath: log))
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // The threads that run tests block signals, and a child inherits that: SIGTERM would never arrive.
        process.arguments = ["--default-signal"] + arguments
        process.environment = searchingSystemFolders(adding: environment)
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        Leftovers.add(server: process.processIdentifier)
    }

    deinit {
        stop()
    }

    public var pid: Int32 { process.processIdentifier }
    public var isRunning: Bool { process.isRunning }

    /// All that the server has printed so far.
    public var log: String {
        String(decoding: FileManager.default.contents(atPath: logFile) ?? Data(), as: UTF8.self)
    }

    /// Sends a signal to the server's process.
    public func signal(_ number: Int32) { if process.isRunning { kill(pid, number) } }

    /// Ends the server: SIGTERM (or `number`), and SIGKILL where that did nothing for `grace` seconds.
    ///
    /// - Returns: the exit status, or the signal's number where a signal ended it.
    @discardableResult
    public func stop(_ number: Int32 = SIGTERM, grace: Double = 10) -> Int32 {
        signal(number)
        if !eventually(within: grace, { !self.process.isRunning }) { signal(SIGKILL) }
        process.waitUntilExit()
        Leftovers.remove(server: pid)
        return process.terminationStatus
    }

    /// Waits until `ready` holds; throws with the server's log where it ended or `seconds` passed.
    public func wait(within seconds: Double = 20, until ready: () -> Bool) throws {
        if eventually(within: seconds, { !self.process.isRunning || ready() }), process.isRunning { return }
        throw ServerDidNotStart(arguments: Array((process.arguments ?? []).dropFirst()), log: log)
    }
}

/// A server did not come up; the text holds its log.
public struct ServerDidNotStart: Error, CustomStringConvertible {
    let arguments: [String]
    let log: String

    public var description: String { "\(arguments.joined(separator: " ")) did not start:\n\(log)" }
}
