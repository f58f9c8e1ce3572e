import Foundation
import Logging
import Login
import Settings
import TestSupport

@testable import FastCGI
@testable import jitsi_ldap_login

/// The responder's own answers, from a configuration file as in life, but with a directory that says what the test
/// says.
final class ScriptedSite {
    static let address = "/_login/to/Standup?lang=en"
    static let origin = "https://meet.example.org"

    let application: WebApplication
    private let folder: TemporaryFolder
    private let lines = Locked<[String]>([])

    /// - Parameters:
    ///   - verdict: the directory's, of everybody.
    ///   - secret: that signs the tokens.
    ///   - rooms: further sections of the file.
    init(
        _ verdict: DirectoryAnswer.Verdict, secret: String = "a secret of the test, long enough for HS256",
        rooms: String = ""
    ) throws {
        folder = try TemporaryFolder()
        try folder.write(secret, to: "app-secret", mode: 0o600)
        try folder.write("unused", to: "ldap-password", mode: 0o600)
        let file = try folder.write(
            """
            meet: {url: "\(Self.origin)"}
            token: {app-id: meet}
            directory:
              servers: ["ldap://127.0.0.1:\(FreePort.next())"]
              bind: {dn: "cn=jitsi,dc=example"}
              users: {base: "dc=example", filter: "(uid={username})"}
            \(rooms)
            """, to: "config.yaml")
        let configuration = try Configuration.load(path: file, environment: [:], checks: .byModules)
        let assembly = try Assembler.assemble(configuration) { _ in }
        let login = LoginService(
            directory: SayingDirectory(verdict: verdict), rules: AccessRules(allowed: [], moderators: []))
        let lines = lines
        application = WebApplication(
            Assembly(
                meet: assembly.meet, loginURL: assembly.loginURL, router: assembly.router,
                pages: assembly.pages, login: login, rooms: assembly.rooms,
                tokens: assembly.tokens, keys: assembly.keys, servers: assembly.servers, avatars: nil,
                invitations: nil),
            log: Logger(label: "test") { _ in KeepingLogHandler(lines: lines) })
    }

    /// What was logged, each line as `event key=value …` with the keys in order.
    var log: [String] { lines.withLock { $0 } }

    /// Posts a form as a page of ours would.
    func post(_ body: String, to address: String = address, from origin: String = origin) -> Response {
        request(body, to: address, from: origin) { application.respond(to: $0) }
    }

    /// Looks at an address of ours.
    func get(_ address: String = address) -> Response {
        request("", to: address, method: "GET") { application.respond(to: $0) }
    }

    /// Whether such a form waits for a place on the way to the directory.
    func pace(of body: String) -> Pace { request(body) { application.pace(of: $0) } }

    private func request<Result>(
        _ body: String, to address: String = address, from origin: String = origin,
        method: String = "POST", _ use: (borrowing Request) -> Result
    ) -> Result {
        let parameters = [
            "REQUEST_METHOD=\(method)", "REQUEST_URI=\(address)", "HTTP_HOST=meet.example.org",
            "HTTP_ORIGIN=\(origin)", "REMOTE_ADDR=192.0.2.7",
            "CONTENT_TYPE=application/x-www-form-urlencoded",
        ]
        var entries = parameters.map { strdup($0) } + [nil]
        defer { for entry in entries { free(entry) } }
        let bytes = Array(body.utf8)
        return entries.withUnsafeMutableBufferPointer { entries in
            bytes.withUnsafeBytes { body in use(Request(entries: entries.baseAddress!, body: body)) }
        }
    }
}

extension Response {
    var text: String { String(decoding: body, as: UTF8.self) }
    func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}

private struct SayingDirectory: Directory {
    let verdict: DirectoryAnswer.Verdict

    func authenticate(
        _ credentials: Credentials, since arrival: ContinuousClock.Instant,
        observe: ((DirectoryStep) -> Void)?
    ) -> DirectoryAnswer {
        DirectoryAnswer(verdict, dn: "uid=alice,dc=example", server: "ldaps://ldap.example")
    }
}

private struct KeepingLogHandler: LogHandler {
    let lines: Locked<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines.withLock { $0.append(([event.message.description] + pairs).joined(separator: " ")) }
    }
}
