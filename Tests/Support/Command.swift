import Foundation

/// A program that ran to its end.
public struct Command: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String

    /// Runs `arguments` (the first names the program, looked up in PATH and the sbin folders), feeds it `input`
    /// and waits for its end. Output goes through files, so that no full pipe can block it.
    public static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        in folder: String? = nil
    ) throws -> Command {
        let files = try TemporaryFolder()
        try files.write(input, to: "in")
        try files.write("", to: "out")
        try files.write("", to: "err")
        func path(_ name: String) -> URL { URL(fileURLWithPath: files.file(name)) }
        let handles = try [
            FileHandle(forReadingFrom: path("in")), FileHandle(forWritingTo: path("out")),
            FileHandle(forWritingTo: path("err")),
        ]
        let process = try withExtendedLifetime(handles) {
            try ChildProcess(
                arguments, environment: environment, folder: folder, input: handles[0].fileDescriptor,
                output: handles[1].fileDescriptor, errors: handles[2].fileDescriptor)
        }
        return Command(
            status: process.wait(), output: try text(of: files.file("out")),
            errors: try text(of: files.file("err")))
    }

    /// Runs `arguments` and returns the output, or throws `CommandFailed` where the exit status is not 0.
    @discardableResult
    public static func output(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        in folder: String? = nil
    ) throws -> String {
        let command = try run(arguments, input: input, environment: environment, in: folder)
        guard command.status == 0 else { throw CommandFailed(arguments: arguments, command: command) }
        return command.output
    }

    private static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
}

/// This process's environment with `extra`, and with the folders where Debian keeps its servers in PATH.
func searchingSystemFolders(adding extra: [String: String]) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment.merging(extra) { $1 }
    environment["PATH"] = (environment["PATH"] ?? "/usr/bin:/bin") + ":/usr/local/sbin:/usr/sbin:/sbin"
    return environment
}

/// A helper program failed; the text holds all it said.
public struct CommandFailed: Error, CustomStringConvertible {
    let arguments: [String]
    let command: Command

    public var description: String {
        "\(arguments.joined(separator: " ")) ended with \(command.status):\n\(command.output)\(command.errors)"
    }
}
