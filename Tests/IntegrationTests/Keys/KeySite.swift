import Foundation
import TestSupport

/// A site whose tokens are signed with an RSA key: the responder behind nginx with Jitsi's site file, our drop-ins, and the
/// loopback block for health and keys. Nobody signs in here; tokens come from `mint`.
final class KeySite: Sendable {
    let responder: Responder
    let curl: Curl
    let authority: CertificateAuthority
    private let folder: TemporaryFolder
    private let nginx: Nginx
    private let port: UInt16
    private let loopbackPort: UInt16

    /// - Parameter token: more of the `token:` section; nil signs with a shared secret.
    init(token: String? = KeySite.signing(with: "first")) throws {
        folder = try TemporaryFolder()
        for name in ["first", "second"] {
            let key = try Command.output(["openssl", "genrsa", "2048"])
            try folder.write(key, to: name + ".key", mode: 0o600)
            try folder.write(
                try Command.output(["openssl", "pkey", "-pubout"], input: key), to: name + ".pem")
        }
        authority = try CertificateAuthority()
        port = FreePort.next()
        loopbackPort = FreePort.next()
        responder = try Responder(
            meetURL: "https://\(MeetSite.host):\(port)", directory: BareSite.directorySection,
            token: token ?? "", folder: folder)
        // By its address too: a name that a test can choose is nothing that Prosody could resolve.
        let identity = try authority.issue(for: [MeetSite.host, "127.0.0.1", "DNS:127.0.0.1"])
        try StandIn.write(to: folder)
        try folder.write(try Repository.text("nginx/10-login.conf"), to: "jaas/10-login.conf")
        nginx = try Nginx(
            http: """
                \(try Self.httpLevel(socket: responder.socket, loopbackPort: loopbackPort))
                upstream prosody { server 127.0.0.1:9; }
                \(try SiteFile.current.server(
                    host: MeetSite.host, port: port, identity: identity, folder: folder))
                """, port: port, folder: folder)
        curl = Curl(trusting: authority.certificateFile)
    }

    /// What `asap_key_server` is set to, by the host's address rather than its name.
    var keyServer: String { "https://127.0.0.1:\(port)/_login/keys" }
    /// What `cache_keys_url` is set to.
    var keyList: String { "https://127.0.0.1:\(port)/_login/jwks.json" }
    /// The key server for a Prosody on the same machine.
    var loopbackKeyServer: String { "http://127.0.0.1:\(loopbackPort)/_login/keys" }
    var origin: String { "https://\(MeetSite.host):\(port)" }

    /// The public key of that name, as the openssl command writes it.
    func publicKey(_ name: String) throws -> String {
        try String(contentsOfFile: folder.file(name + ".pem"), encoding: .utf8)
    }

    /// More of the `token:` section: signing with the key of one name, with those of others published beside it.
    static func signing(with name: String, publishing others: [String] = []) -> String {
        let items = others.map { "    - {key-id: \(id(of: $0)), public-key-file: \($0).pem}" }
        return """
              algorithm: RS256
              key-file: ./\(name).key
              key-id: \(id(of: name))
            \(items.isEmpty ? "" : "  further-keys:\n" + items.joined(separator: "\n"))
            """
    }

    /// The kid of the key of that name.
    static func id(of name: String) -> String { "login/\(name)" }

    /// The file's name on the key server, by another program's SHA-256.
    static func fileName(of name: String) throws -> String {
        try Command.output(["sha256sum"], input: id(of: name)).prefix(64) + ".pem"
    }

    /// Puts another `token:` section into force, as `systemctl reload` does.
    func reload(token: String) throws {
        try Responder.write(
            to: folder, meetURL: origin, directory: BareSite.directorySection, token: token)
        let before = responder.log.components(separatedBy: "reloaded").count
        responder.signal(SIGHUP)
        guard eventually({ responder.log.components(separatedBy: "reloaded").count > before }) else {
            throw NotReloaded(log: responder.log)
        }
    }

    private struct NotReloaded: Error { let log: String }

    /// A moderator's token for the room Standup, signed as the configuration says now.
    func token() throws -> String {
        let mint = ["mint", "--room", "Standup", "--user", "anna", "--moderator"]
        return try Command.output(
            [Product.path("jitsi-ldap-login")] + mint + ["--config", responder.configurationFile]
        ).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Our file with the host's address as a second name of it, and its last block uncommented.
    private static func httpLevel(socket: String, loopbackPort: UInt16) throws -> String {
        let parts = try SiteFile.httpLevel(socket: socket)
            .replacingOccurrences(
                of: "jitsi_ldap_login;  # HOST", with: "jitsi_ldap_login;\n    127.0.0.1 jitsi_ldap_login;"
            )
            .components(separatedBy: "#server {")
        return parts[0]
            + "server {"
            + parts[1].replacingOccurrences(of: "\n#", with: "\n")
            .replacingOccurrences(of: "127.0.0.1:9817", with: "127.0.0.1:\(loopbackPort)")
    }
}
