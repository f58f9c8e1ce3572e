import Foundation
import Secrets
import TestSupport
import Testing

@testable import LDAP

/// slapd is started once for the tests that do not stop or change it.
enum Shared {
    static let slapd = Result { try Slapd() }
    static let authority = Result { try CertificateAuthority() }
}

func secret(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }

let service = ServiceAccount.account(dn: Slapd.serviceDN, password: secret(Slapd.servicePassword))

func server(_ address: String, _ security: Security? = nil) throws -> DirectoryServer {
    let address = try ServerAddress(parsing: address)
    return try DirectoryServer(
        address: address,
        security: security
            ?? [.ldaps: .ldaps, .ldapi: .localSocket][address.scheme] ?? .plainText)
}

extension Tuning {
    /// Tries again soon, and never rests: a test that heals a server does not wait long.
    static var quick: Tuning {
        var tuning = Tuning()
        tuning.backOff = BackOff(first: .milliseconds(100), longest: .milliseconds(400))
        return tuning
    }

    /// Leaves what was left alone for longer than any test lasts.
    static var never: Tuning {
        var tuning = Tuning()
        tuning.backOff = BackOff(first: .seconds(600), longest: .seconds(600))
        return tuning
    }
}

/// The events of a directory, for tests to look at.
final class Events: Sendable {
    private let list = Locked<[DirectoryEvent]>([])
    var all: [DirectoryEvent] { list.withLock { $0 } }
    var left: [LDAPError] { all.compactMap { if case .serverLeft(let error) = $0 { error } else { nil } } }
    var stillLeft: [LDAPError] {
        all.compactMap { if case .serverStillLeft(let error) = $0 { error } else { nil } }
    }
    var takenBack: [ServerAddress] {
        all.compactMap { if case .serverTakenBack(let server, _) = $0 { server } else { nil } }
    }
    var report: @Sendable (DirectoryEvent) -> Void { { event in self.list.withLock { $0.append(event) } } }
}

extension DirectoryServers {
    /// The directory at these addresses, searched with the service account of `Slapd`.
    convenience init(
        at addresses: [String], _ security: Security? = nil, authority: String,
        account: ServiceAccount = service,
        connections: Int = 4, timeout: Duration = .seconds(10), tuning: Tuning = .quick,
        events: Events = Events()
    ) throws {
        try self.init(
            at: addresses, security, trust: .file(authority), account: account, connections: connections,
            timeout: timeout, tuning: tuning, events: events)
    }

    /// The same with another trust than one authority.
    convenience init(
        at addresses: [String], _ security: Security? = nil, trust: Trust, account: ServiceAccount = service,
        connections: Int = 4, timeout: Duration = .seconds(10), tuning: Tuning = .quick,
        events: Events = Events()
    ) throws {
        try self.init(
            .fixed(addresses.map { try server($0, security) }), trust: trust, account: account,
            connections: connections, timeout: timeout, tuning: tuning, report: events.report)
    }

    /// Searches for people by their uid.
    func find(_ uid: String, attributes: [String] = ["uid", "cn"], limit: Int = 2) throws -> [Entry] {
        let template = try FilterTemplate(parsing: "(uid={username})", placeholders: ["username"])
        let filter = try template.filled(["username": uid])
        return try withServer { session throws(LDAPError) in
            try session.search(
                base: Slapd.peopleBase, filter: filter, attributes: attributes, sizeLimit: limit)
        }.entries
    }

    func verify(_ dn: String, _ password: SecretBytes) throws -> BindResult {
        try withServer { session throws(LDAPError) in try session.verify(dn: dn, password: password) }
    }

    /// Whether alice is found and her password is right: a whole login.
    func aliceCanSignIn() throws -> Bool {
        let dn = try find("alice").first?.dn ?? ""
        return try verify(dn, secret(SlapdPeople.password(of: "alice"))).verdict == .accepted
    }

    /// The failures of a search that has to fail.
    func failures(after elapsed: Duration = .zero) -> [LDAPError] {
        do {
            _ = try withServer(after: elapsed) { session throws(LDAPError) in
                try session.search(
                    base: Slapd.base, filter: Filter(checked: "(uid=alice)"), attributes: [], sizeLimit: 1)
            }
            return []
        } catch {
            return (error as DirectoryUnreachable).failures
        }
    }
}

/// How long `body` took.
func measure(_ body: () throws -> Void) rethrows -> Duration {
    try ContinuousClock().measure(body)
}

/// What `body` returned, and how long it took.
func timed<R>(_ body: () throws -> R) rethrows -> (result: R, time: Duration) {
    let start = ContinuousClock.now
    let result = try body()
    return (result, start.duration(to: .now))
}

/// Runs `body` on so many threads at once and waits for all of them.
func inParallel(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    for _ in 0..<count {
        group.enter()
        TestThread.detach {
            body()
            group.leave()
        }
    }
    group.wait()
}

extension Connection {
    /// A connection of its own, without TLS and without a pool.
    static func plain(to server: SocketServer, until limit: Deadline) throws -> Connection {
        try open(
            to: DirectoryServer(address: ServerAddress(parsing: server.address), security: .plainText),
            addresses: [try #require(SocketAddress.numeric(host: "127.0.0.1", port: server.port))],
            context: nil, until: limit)
    }
}
