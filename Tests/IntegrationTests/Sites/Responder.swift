import Foundation
import TestSupport

/// The responder itself, as a process of its own, with a configuration file and secrets in a temporary folder.
final class Responder: Sendable {
    static let appSecret = "an app secret for tests, of more than 32 bytes"
    /// As `head -c 32 /dev/urandom | base64` writes it.
    static let sessionKey = "dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3QncyBrZXk=\n"

    let folder: TemporaryFolder
    let configurationFile: String
    let socket: String
    private let process: ServerProcess

    /// - Parameters:
    ///   - meetURL: where nginx answers.
    ///   - delivery: `meet.delivery`.
    ///   - directory: the whole `directory:` section, indented by two spaces.
    ///   - appID: nil leaves `token.app-id` out.
    ///   - token: more of the `token:` section, indented by two spaces.
    ///   - more: further sections.
    ///   - environment: beside the test's own.
    ///   - program: the executable; nil: as it was built together with the tests.
    init(
        meetURL: String, delivery: String = "query", directory: String, appID: String? = "meet",
        token: String = "", more: String = "", workers: Int = 4, folder: TemporaryFolder,
        environment: [String: String] = ["CREDENTIALS_DIRECTORY": ""], program: String? = nil
    ) throws {
        self.folder = folder
        socket = folder.file("fastcgi.sock")
        configurationFile = try Self.write(
            to: folder, meetURL: meetURL, delivery: delivery, directory: directory, appID: appID,
            token: token, more: more, workers: workers)
        process = try ServerProcess(
            [program ?? Product.path("jitsi-ldap-login"), "serve", "--config", configurationFile],
            log: folder.file("responder.log"), environment: environment)
        let socket = socket
        try process.wait { FileManager.default.fileExists(atPath: socket) }
    }

    /// Writes configuration and secrets; returns the configuration's path.
    @discardableResult
    static func write(
        to folder: TemporaryFolder, meetURL: String, delivery: String = "query", directory: String,
        appID: String? = "meet", token: String = "", more: String = "", workers: Int = 4
    ) throws -> String {
        try folder.write(appSecret, to: "app-secret", mode: 0o600)
        try folder.write(Slapd.servicePassword + "\n", to: "ldap-password", mode: 0o600)
        try folder.write(sessionKey, to: "session-key", mode: 0o600)
        return try folder.write(
            """
            meet:
              url: \(meetURL)
              delivery: \(delivery)
            listen:
              socket: fastcgi.sock
              group: "\(getgid())"
              workers: \(workers)
            token:
            \(appID.map { "  app-id: \($0)" } ?? "")
            \(token)
            directory:
            \(directory)
            \(more)
            """, to: "config.yaml")
    }

    /// The `directory:` section for the people of `slapd`, over LDAPS.
    static func directory(
        _ slapd: Slapd, servers: [String]? = nil, groups: String = "attribute: memberOf",
        timeout: String = "5s"
    ) -> String {
        """
          servers: [\((servers ?? [slapd.ldapsAddress]).joined(separator: ", "))]
          ca-file: \(slapd.certificateAuthorityFile)
          timeout: \(timeout)
          bind: {dn: "\(Slapd.serviceDN)"}
          users:
            base: \(Slapd.peopleBase)
            filter: (&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))
          groups:
            \(groups)
        """
    }

    /// alice moderates; who is in no group of `members` stays out.
    static let access = """
        access:
          allow: ["\(SlapdPeople.members)"]
          moderators: ["\(SlapdPeople.moderators)"]
        """

    /// For those who mistype more often than people do.
    static let unthrottled = "throttle: {enabled: false}"

    var log: String { process.log }
    var isRunning: Bool { process.isRunning }
    var pid: Int32 { process.pid }

    func signal(_ number: Int32) { process.signal(number) }

    /// Ends it and returns its exit status.
    @discardableResult
    func stop(grace: Double = 10) -> Int32 { process.stop(grace: grace) }
}
