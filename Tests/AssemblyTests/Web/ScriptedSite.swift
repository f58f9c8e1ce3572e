import Foundation
import Logging
import Login
import Settings
import TestSupport
import Testing

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
    private let directory: SayingDirectory

    /// - Parameters:
    ///   - verdict: the directory's, of everybody.
    ///   - allowed: the groups that may enter; empty: everybody.
    ///   - session: the section of the configuration.
    ///   - secret: that signs the tokens.
    ///   - rooms: further sections of the file.
    ///   - delivery: `meet.delivery`.
    init(
        _ verdict: DirectoryAnswer.Verdict, allowed: Set<Group> = [], session: String = "{}",
        secret: String = "a secret of the test, long enough for HS256", rooms: String = "",
        delivery: String = "query"
    ) throws {
        folder = try TemporaryFolder()
        try folder.write(secret, to: "app-secret", mode: 0o600)
        try folder.write("unused", to: "ldap-password", mode: 0o600)
        try folder.write("dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3QncyBrZXk=", to: "session-key", mode: 0o600)
        try folder.write("YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=", to: "other-key", mode: 0o600)
        let file = try folder.write(
            """
            meet: {url: "\(Self.origin)", delivery: \(delivery)}
            token: {app-id: meet}
            session: \(session)
            directory:
              servers: ["ldap://127.0.0.1:\(FreePort.next())"]
              bind: {dn: "cn=jitsi,dc=example"}
              users: {base: "dc=example", filter: "(uid={username})"}
            \(rooms)
            """, to: "config.yaml")
        let configuration = try Configuration.load(path: file, environment: [:], checks: .byModules)
        let assembly = try Assembler.assemble(configuration) { _ in }
        directory = SayingDirectory(verdict)
        let access = AccessRules(allowed: allowed, moderators: [])
        let login = LoginService(
            directory: directory, rules: access)
        let rules =
            allowed.isEmpty
            ? assembly.rooms
            : RoomRules(otherwise: RoomRule(label: "access", access: access, lifetime: 3_600))
        let lines = lines
        application = WebApplication(
            Assembly(
                meet: assembly.meet, loginURL: assembly.loginURL, delivery: assembly.delivery,
                router: assembly.router,
                pages: assembly.pages, login: login, rooms: rules,
                tokens: assembly.tokens, keys: assembly.keys, servers: assembly.servers,
                forms: assembly.forms, sessions: assembly.sessions, avatars: nil, throttle: assembly.throttle,
                invitations: assembly.invitations),
            ended: try EndedSessions(now: TokenMinter.now),
            log: Logger(label: "test") { _ in KeepingLogHandler(lines: lines) })
    }

    /// What was logged, each line as `event key=value …` with the keys in order.
    var log: [String] { lines.withLock { $0 } }

    /// Posts a form as a page of ours would.
    func post(_ body: String, to address: String = address, from origin: String = origin) -> Response {
        request(body, to: address, from: origin) { application.respond(to: $0) }
    }

    /// What the directory says from now on.
    func say(_ verdict: DirectoryAnswer.Verdict) { directory.verdict.withLock { $0 = verdict } }

    /// How often somebody was looked up without a password.
    var lookUps: Int { directory.lookUps.withLock { $0 } }

    /// How many passwords were tried.
    var binds: Int { directory.binds.withLock { $0 } }

    /// Opens an address as a browser does; further parameters are FastCGI's, such as `HTTP_COOKIE=…`.
    func get(_ address: String = address, _ more: [String] = [], method: String = "GET") -> Response {
        request("", to: address, from: nil, method: method, more) { application.respond(to: $0) }
    }

    /// Posts a form with further parameters.
    func post(
        _ body: String, to address: String = address, from origin: String = origin, _ more: [String]
    ) -> Response {
        request(body, to: address, from: origin, more) { application.respond(to: $0) }
    }

    /// The cookie of somebody who has signed in by a password, as the browser sends it back.
    func signIn(to address: String = address) throws -> String {
        try #require(post("username=alice&password=secret&lang=en", to: address).cookie)
    }

    /// How long looking at an address may take.
    func pace(ofLook address: String, _ more: [String]) -> Pace {
        request("", to: address, from: nil, method: "GET", more) { application.pace(of: $0) }
    }

    /// Whether such a form waits for a place on the way to the directory.
    func pace(of body: String) -> Pace { request(body) { application.pace(of: $0) } }

    private func request<Result>(
        _ body: String, to address: String = address, from origin: String? = origin,
        method: String = "POST", _ more: [String] = [], _ use: (borrowing Request) -> Result
    ) -> Result {
        request(body, to: Array(address.utf8), from: origin, method: method, more, use)
    }

    /// A request of a browser that has the cookie for forms, with the token of a page where it is a form.
    func request<Result>(
        _ body: String, to address: [UInt8], from origin: String?, method: String, _ more: [String],
        _ use: (borrowing Request) -> Result
    ) -> Result {
        let body = method == "POST" ? FormOfPage.body(body, with: formToken()) : body
        return bareRequest(
            body, to: address, from: origin, method: method, FormOfPage.fields(more, with: FormOfPage.cookie),
            use)
    }

    /// A request as nginx hands it over, with an address of any bytes, and nothing besides.
    func bareRequest<Result>(
        _ body: String, to address: [UInt8], from origin: String?, method: String, _ more: [String],
        _ use: (borrowing Request) -> Result
    ) -> Result {
        let usual = [
            "REQUEST_METHOD=\(method)", "HTTP_HOST=meet.example.org", "REMOTE_ADDR=192.0.2.7",
            "CONTENT_TYPE=application/x-www-form-urlencoded",
        ].filter { line in !more.contains { $0.hasPrefix(line.prefix { $0 != "=" } + "=") } }
        let parameters = usual + (origin.map { ["HTTP_ORIGIN=\($0)"] } ?? []) + more
        let lines = parameters.map { Array($0.utf8) } + [Array("REQUEST_URI=".utf8) + address]
        var entries = lines.map { line in strdup((line + [0]).map { CChar(bitPattern: $0) }) } + [nil]
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

    /// What the first form field of that name holds; nil where it is empty, too.
    func field(_ name: String) -> String? {
        let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
        let value = parts.dropFirst().first?.prefix { $0 != "\"" } ?? ""
        return value.isEmpty ? nil : String(value)
    }

    /// The last cookie that it sets, but for those of forms and devices, with its attributes.
    var setCookie: String? {
        headers.last { field in
            field.0 == "Set-Cookie"
                && ![FormCookie.name, DeviceCookie.name].contains { field.1.hasPrefix($0 + "=") }
        }?.1
    }

    /// What it sets to know the browser by, likewise.
    var setDeviceCookie: String? {
        headers.first { $0.0 == "Set-Cookie" && $0.1.hasPrefix(DeviceCookie.name) }?.1
    }

    /// The same as the browser sends it back.
    var cookie: String? { setCookie.map { "HTTP_COOKIE=" + $0.prefix { $0 != ";" } } }
}

private final class SayingDirectory: Directory {
    let verdict: Locked<DirectoryAnswer.Verdict>
    let lookUps = Locked(0)
    let binds = Locked(0)

    init(_ verdict: DirectoryAnswer.Verdict) { self.verdict = Locked(verdict) }

    func lookUp(
        _ session: Session, unchangedSince moment: Int, readsGroups: Bool,
        since arrival: ContinuousClock.Instant
    ) -> DirectoryAnswer {
        lookUps.withLock { $0 += 1 }
        return answer
    }

    private var answer: DirectoryAnswer {
        DirectoryAnswer(
            verdict.withLock { $0 }, dn: "uid=alice,dc=example", server: "ldaps://ldap.example")
    }

    func authenticate(
        _ credentials: Credentials, since arrival: ContinuousClock.Instant, readsGroups: Bool,
        gate: ((_ account: String) -> Bool)?, observe: ((DirectoryStep) -> Void)?
    ) -> DirectoryAnswer {
        let (verdict, key) = (verdict.withLock { $0 }, "uid=alice,dc=example")
        // Of these it would not have known whose password to try.
        if case .refused(.notFound) = verdict { return answer }
        if case .refused(.severalFound) = verdict { return answer }
        if let gate, !gate(key) { return DirectoryAnswer(.refused(.throttled), dn: key, server: nil) }
        binds.withLock { $0 += 1 }
        return answer
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
