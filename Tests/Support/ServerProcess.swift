public import Foundation

/// A real server that a test starts and that ends, by its pid, with the last owner.
public final class ServerProcess: Sendable {
    private let process: ChildProcess
    private let arguments: [String]
    private let logFile: String

    /// Starts `arguments` in the foreground; what it prints goes to the file `log`.
    public init(
        _ arguments: [String], log: String, environment: [String: String] = [:], input: FileHandle? = nil
    ) throws {
        self.arguments = arguments
        logFile = log
        try Data().write(to: URL(fileURLWithPath: log))
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        let input = try input ?? FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
        process = try withExtendedLifetime((input, output)) {
            try ChildProcess(
                arguments, environment: environment, input: input.fileDescriptor,
                output: output.fileDescriptor, errors: output.fileDescriptor)
        }
        Leftovers.add(server: process.pid)
    }

    deinit {
        stop()
    }

    public var pid: Int32 { process.pid }
    public var isRunning: Bool { process.isRunning }

    /// All that the server has printed so far.
    public var log: String {
        String(decoding: FileManager.default.contents(atPath: logFile) ?? Data(), as: UTF8.self)
    }

    /// Sends a signal to the server's process.
    public func signal(_ number: Int32) { process.signal(number) }

    /// Ends the server: SIGTERM (or `number`), and SIGKILL where that did nothing for `grace` seconds.
    ///
    /// - Returns: the exit status, or the signal's number where a signal ended it.
    @discardableResult
    public func stop(_ number: Int32 = SIGTERM, grace: Double = 10) -> Int32 {
        signal(number)
        if !eventually(within: grace, { !self.process.isRunning }) { signal(SIGKILL) }
        let status = process.wait()
        Leftovers.remove(server: pid)
        return status
    }

    /// Waits until `ready` holds; throws with the server's log where it ended or `seconds` passed.
    public func wait(within seconds: Double = 60, until ready: () -> Bool) throws {
        if eventually(within: seconds, { !self.process.isRunning || ready() }), process.isRunning { return }
        throw ServerDidNotStart(arguments: arguments, log: log)
    }
}

/// A server did not come up; the text holds its log.
public struct ServerDidNotStart: Error, CustomStringConvertible {
    let arguments: [String]
    let log: String

    public var description: String { "\(arguments.joined(separator: " ")) did not start:\n\(log)" }
}
