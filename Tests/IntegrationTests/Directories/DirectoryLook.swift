import Foundation
import TestSupport

/// One `check --directory` against real directories.
struct DirectoryLook {
    /// 0: nothing failed; 67: nobody of that name; 69: unreachable; 77: service refused; 78: configuration.
    let status: Int32
    let output: String

    /// - Parameters:
    ///   - directory: the whole `directory:` section, indented by two spaces.
    ///   - user: somebody to look up.
    init(
        directory: String, user: String? = nil, access: String = Responder.access,
        servicePassword: String = Slapd.servicePassword
    ) throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: directory, more: access)
        try folder.write(servicePassword + "\n", to: "ldap-password", mode: 0o600)
        let command = try Command.run(
            [Product.path("jitsi-ldap-login"), "check", "--directory", "--config", file]
                + (user.map { ["--user", $0] } ?? []))
        status = command.status
        output = command.output + command.errors
    }

    /// Whether a line has this result and this text: `ok`, `warning`, `FAILED` or `-`.
    func has(_ result: String, _ text: String) -> Bool {
        lines.contains {
            $0.trimmingCharacters(in: .whitespaces).hasPrefix(result + " ") && $0.contains(text)
        }
    }

    func says(_ text: String) -> Bool { output.contains(text) }

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// What is said below the server's name, up to the next one.
    func part(_ title: String) -> [String] {
        let start = lines.firstIndex(of: title).map { $0 + 1 } ?? lines.count
        return Array(lines[start...].prefix { $0.hasPrefix(" ") })
    }
}
