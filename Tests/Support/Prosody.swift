import Foundation

/// A real Prosody in a temporary folder, that lets people into rooms by their tokens, as Jitsi's does.
///
/// It checks what Jitsi's modules check, with modules of our own (`ProsodyModules`): HS256 by Prosody's util.jwt, the
/// other algorithms by luaossl.
public final class Prosody: Sendable {
    /// How it checks signatures.
    public enum Key: Sendable {
        case secret(String)
        case publicKey(pem: String, id: String)
        /// It asks `address/<sha256 of kid>.pem`, as with Jitsi's `asap_key_server`; `caFile` is the authority of https.
        case server(address: String, caFile: String?)
    }

    /// What came of an attempt to enter a room.
    public enum JoinResult: Equatable, Sendable {
        /// In the room: XMPP's affiliation and role.
        case joined(affiliation: String, role: String)
        /// Not let in: when, and XMPP's condition; at the login with the reason of our module (`exp`, `signature`).
        case refused(stage: Stage, condition: String)
    }

    public enum Stage: Sendable { case login, room }

    /// The XMPP domain, which `sub` of rooms without a tenant must be.
    public let domain: String
    private let port: UInt16
    private let folder: TemporaryFolder
    private let process: ServerProcess

    /// Starts Prosody and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - appID: the issuer that tokens must have.
    ///   - audience: the audience that they must have; the issuer where nil.
    ///   - key: the shared secret, or the public key with the `kid` that tokens must have.
    ///   - algorithm: the only one that is accepted.
    ///   - domain: the XMPP domain, which `sub` must be for rooms without a tenant.
    ///   - roomModule: a further module of the rooms, in Lua.
    public init(
        appID: String, audience: String? = nil, key: Key, algorithm: String = "HS256",
        domain: String = "meet.example.org", roomModule: String = ""
    ) throws {
        self.domain = domain
        port = FreePort.next()
        folder = try TemporaryFolder()
        try folder.write(ProsodyModules.authentication, to: "modules/mod_auth_meeting_token.lua")
        try folder.write(ProsodyModules.rooms, to: "modules/mod_meeting_rooms.lua")
        try folder.write(roomModule, to: "modules/mod_further_rule.lua")
        let keyOptions =
            switch key {
            case .secret(let secret): "token_secret = \(Self.quoted(secret))"
            case .publicKey(let pem, let id):
                "token_public_key = \(Self.quoted(pem)); token_key_id = \(Self.quoted(id))"
            case .server(let address, _): "token_key_server = \(Self.quoted(address))"
            }
        var clientOptions = ""
        if case .server(_, let caFile?) = key {
            clientOptions = "client_https_ssl = { cafile = \(Self.quoted(caFile)) }"
        }
        try folder.write(
            """
            daemonize = false
            \(getuid() == 0 ? "run_as_root = true" : "")
            pidfile = "\(folder.file("prosody.pid"))"
            data_path = "\(folder.file("data"))"
            certificates = "\(folder.path)"
            plugin_paths = { "\(folder.file("modules"))" }
            log = { { levels = { min = "debug" }, to = "console", timestamps = "%H:%M:%S" } }
            interfaces = { "127.0.0.1" }
            c2s_ports = {}; c2s_direct_tls_ports = {}; s2s_ports = {}; s2s_direct_tls_ports = {}
            http_interfaces = { "127.0.0.1" }; http_ports = { \(port) }; https_ports = {}
            modules_enabled = { "bosh", "saslauth" }
            modules_disabled = { "s2s", "offline" }
            consider_bosh_secure = true
            \(clientOptions)

            VirtualHost "\(domain)"
                authentication = "meeting_token"
                token_algorithm = "\(algorithm)"
                token_issuer = \(Self.quoted(appID))
                token_audience = \(Self.quoted(audience ?? appID))
                \(keyOptions)

            Component "conference.\(domain)" "muc"
                modules_enabled = { "meeting_rooms", "further_rule" }
                storage = "memory" -- as Jitsi's shipped configuration has it
                token_domain = "\(domain)"
                muc_room_locking = false
            """, to: "prosody.cfg.lua")
        try folder.write("", to: "data/.keep")
        process = try ServerProcess(
            ["prosody", "--config", folder.file("prosody.cfg.lua"), "-F"], log: folder.file("prosody.log"))
        try process.wait { [port] in accepts(port: port) }
    }

    /// A Prosody with a shared secret.
    public convenience init(
        appID: String, secret: String, algorithm: String = "HS256", domain: String = "meet.example.org"
    ) throws {
        try self.init(appID: appID, key: .secret(secret), algorithm: algorithm, domain: domain)
    }

    // At SIGTERM it would first wait some seconds for its clients; there is nothing here to save.
    deinit { process.stop(SIGKILL) }

    /// Where BOSH answers.
    public var boshAddress: String { "http://127.0.0.1:\(port)/http-bind" }

    /// All that Prosody has said, down to debug.
    public var log: String { process.log }

    /// Logs in with `token`, enters the room and leaves again.
    ///
    /// - Parameters:
    ///   - room: the room node as Jitsi's client makes it, roomSafe: lower-case and percent-encoded.
    ///   - tenant: the tenant, lower-case, where there is one.
    ///   - token: nil comes without any.
    public func join(room: String, tenant: String? = nil, token: String?) throws -> JoinResult {
        var session = BOSHSession(address: boshAddress, domain: domain)
        try session.open(query: token.map { "token=" + $0 } ?? "")
        defer { try? session.close() }

        let login = try session.send("<auth xmlns='\(Self.sasl)' mechanism='ANONYMOUS'/>") {
            $0.contains("<success") || $0.contains("<failure")
        }
        guard login.contains("<success") else {
            let reason = BOSHSession.first(#/<text[^>]*>([^<]*)</#, in: login)
            return .refused(stage: .login, condition: reason ?? login)
        }
        try session.restart()
        _ = try session.send(
            "<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
        ) { $0.contains("<jid>") }

        let node = (tenant.map { "[\($0)]" } ?? "") + room
        let presence = try session.send(
            """
            <presence xmlns='jabber:client' to='\(node)@conference.\(domain)/visitor\(UInt32.random(in: 0...(.max)))'>\
            <x xmlns='http://jabber.org/protocol/muc'/></presence>
            """
        ) { $0.contains("code='110'") || $0.contains("type='error'") }
        guard let own = presence.components(separatedBy: "</presence>").first(where: { $0.contains("'110'") })
        else {
            let condition = BOSHSession.first(#/<error[^>]*><([a-z-]+) /#, in: presence)
            return .refused(stage: .room, condition: condition ?? presence)
        }
        return .joined(
            affiliation: BOSHSession.first(#/ affiliation='([a-z]+)'/#, in: own) ?? "?",
            role: BOSHSession.first(#/ role='([a-z]+)'/#, in: own) ?? "?")
    }

    private static let sasl = "urn:ietf:params:xml:ns:xmpp-sasl"

    /// A Lua string.
    private static func quoted(_ text: String) -> String {
        "\"" + text.utf8.map { "\\x" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            + "\""
    }
}
