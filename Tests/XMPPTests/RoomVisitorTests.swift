import Glibc
import JitsiToken
import Secrets
import TestSupport
import Testing

@testable import XMPP

@Suite("A visit to a room of a real Prosody")
struct RoomVisitorTests {
    private static let secret = "an app secret for tests, of more than 32 bytes"
    private static let prosody = Result { try Prosody(appID: "meet", secret: secret) }

    private static func token(
        _ room: String, tenant: String? = nil, issuer: String = "meet", secret: String = secret,
        algorithm: Algorithm = .hs256, role: Role = .member, from: Int = -10, until: Int = 60
    ) throws -> String {
        let now = time(nil)
        let claims = try Claims(
            issuer: issuer, audience: "meet", domain: "meet.example.org",
            meeting: try MeetingAddress(room: room, tenant: tenant), user: try User(id: "check"), role: role,
            validity: try Validity(issuedAt: now, from: now + from, until: now + until))
        let signer = try Signer(
            sharedSecret: SecretBytes(copying: Array(secret.utf8)), algorithm: algorithm,
            allowingShortSecret: true)
        return try signer.token(for: claims).compact
    }

    private static func join(_ room: String, token: String) throws -> JoinOutcome {
        let prosody = try prosody.get()
        let visitor = RoomVisitor(
            service: try #require(ServiceAddress(prosody.boshAddress)), domain: prosody.domain,
            rooms: "conference." + prosody.domain)
        return try visitor.join(room: room, token: token)
    }

    @Test("ends in it with the role of the token", arguments: [Role.member, .moderator])
    func joins(role: Role) throws {
        let room = "room-\(role.rawValue)"
        let expected: JoinOutcome =
            role == .moderator
            ? .joined(affiliation: "owner", role: "moderator")
            : .joined(affiliation: "member", role: "participant")
        #expect(try Self.join(room, token: Self.token(room, role: role)) == expected)
    }

    @Test("finds the room of a tenant, and one that is not ASCII")
    func names() throws {
        #expect(
            try Self.join("[school]standup", token: Self.token("Standup", tenant: "school"))
                == .joined(affiliation: "member", role: "participant"))
        #expect(
            try Self.join("r%c3%a9union", token: Self.token("Réunion"))
                == .joined(affiliation: "member", role: "participant"))
    }

    @Test("ends at the door with the token of another room, or of another tenant")
    func otherRoom() throws {
        let refused = JoinOutcome.refused(JoinRefusal(stage: .room, condition: "not-allowed", text: ""))
        #expect(try Self.join("standup", token: Self.token("boardroom")) == refused)
        #expect(try Self.join("[school]standup", token: Self.token("standup")) == refused)
    }

    @Test("ends at the login with a token that does not hold, and in Prosody's words")
    func badTokens() throws {
        let rows: [(String, String)] = [
            (try Self.token("a", secret: "another secret of more than 32 bytes"), "signature"),
            (try Self.token("a", algorithm: .hs512), "alg"),
            (try Self.token("a", issuer: "other"), "iss"),
            (try Self.token("a", from: -120, until: -60), "exp"),
            (try Self.token("a", from: 60, until: 120), "nbf"),
            ("", "no-jwt"),
        ]
        for (token, reason) in rows {
            let outcome = try Self.join("a", token: token)
            #expect(outcome == .refused(JoinRefusal(stage: .login, condition: "not-allowed", text: reason)))
        }
    }

    @Test("hears that there is no jicofo")
    func noFocus() throws {
        let prosody = try Self.prosody.get()
        let visitor = RoomVisitor(
            service: try #require(ServiceAddress(prosody.boshAddress)), domain: prosody.domain,
            rooms: "conference." + prosody.domain)
        var heard: [FocusAnswer] = []
        _ = try visitor.join(room: "focus", token: Self.token("focus")) { heard.append($0) }
        guard case .refused = heard.first, heard.count == 1 else {
            Issue.record("\(heard)")
            return
        }
    }

    @Test("says that a virtual host is not there")
    func otherHost() throws {
        let prosody = try Self.prosody.get()
        let visitor = RoomVisitor(
            service: try #require(ServiceAddress(prosody.boshAddress)), domain: "other.example.org",
            rooms: "conference.other.example.org")
        #expect(throws: XMPPError.self) { try visitor.join(room: "a", token: "x") }
    }

    @Test("ends where nobody answers, and where somebody listens and says nothing")
    func silence() throws {
        let closed = try #require(ServiceAddress("http://127.0.0.1:\(FreePort.next())/http-bind"))
        let nobody = RoomVisitor(
            service: closed, domain: "h.example", rooms: "c.h.example", timeout: .seconds(2))
        guard
            case .unreachable = #expect(
                throws: XMPPError.self, performing: { try nobody.join(room: "a", token: "x") })
        else {
            Issue.record("reached somebody")
            return
        }
        let mute = try MuteServer()
        for scheme in ["http", "https"] {
            let address = try #require(ServiceAddress("\(scheme)://127.0.0.1:\(mute.port)/http-bind"))
            let visitor = RoomVisitor(
                service: address, domain: "h.example", rooms: "c.h.example", timeout: .seconds(1))
            let error = #expect(throws: XMPPError.self) { try visitor.join(room: "a", token: "x") }
            #expect(error == .timeout)
        }
    }
}

/// Listens and never accepts: the kernel takes connections, and nothing answers.
private final class MuteServer {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        port = FreePort.next()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(bound == 0 && listen(descriptor, 8) == 0)
    }

    deinit { close(descriptor) }
}
