import Foundation
import TestSupport

/// One `try-login` against a real directory: what the whole product, as it is configured, makes of a name and a password.
struct Trial {
    /// 0: may enter; 65: unusable; 67: no single entry; 69: unreachable; 77: refused.
    let status: Int32
    let output: String

    /// - Parameters:
    ///   - directory: the whole `directory:` section, indented by two spaces.
    ///   - access: the `access:` section.
    ///   - servicePassword: what is in the file of the service account's password.
    init(
        _ user: String, _ password: String, directory: String, access: String = "",
        servicePassword: String = Slapd.servicePassword
    ) throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: directory, more: access)
        try folder.write(servicePassword + "\n", to: "ldap-password", mode: 0o600)
        let command = try Command.run(
            [Product.path("jitsi-ldap-login"), "try-login", "--config", file, "--", user],
            input: password + "\n")
        status = command.status
        output = command.output + command.errors
    }

    /// The groups that were found, in normal form; at most 100 are shown.
    var groups: Set<String> {
        Set(
            output.split(separator: "\n").filter { $0.hasPrefix("        ") }.map { $0.dropFirst(8) }
                .filter { $0.contains("=") && !$0.hasPrefix("id ") }.map(String.init))
    }

    /// What the token would say: `id …, name …, email …`.
    var identity: String? {
        output.split(separator: "\n").first { $0.hasPrefix("        id ") }.map { String($0.dropFirst(8)) }
    }

    func says(_ text: String) -> Bool { output.contains(text) }

    /// An `access:` section by which only this group moderates.
    static func moderators(_ group: String) -> String {
        "access: {moderators: ['\(group.replacingOccurrences(of: "'", with: "''"))']}"
    }
}
