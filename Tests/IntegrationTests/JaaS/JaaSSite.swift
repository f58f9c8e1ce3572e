import Foundation
import TestSupport

/// A login on a host of its own, for meetings at 8x8's service: slapd, the responder, and nginx with the site file that we
/// ship for it.
final class JaaSSite: Sendable {
    static let host = "login.example.org"
    static let appID = "vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe"
    static let service = "https://8x8.vc"

    let slapd: Slapd
    let responder: Responder
    let publicKey: String
    let curl: Curl
    let port: UInt16
    let certificateFile: String
    private let nginx: Nginx

    /// - Parameter delivery: `meet.delivery`.
    init(more: String = "", delivery: String = "query") throws {
        slapd = try Slapd()
        port = FreePort.next()
        let folder = try TemporaryFolder()
        let key = try Command.output(["openssl", "genrsa", "2048"])
        try folder.write(key, to: "jaas.key", mode: 0o600)
        publicKey = try Command.output(["openssl", "pkey", "-pubout"], input: key)
        responder = try Responder(
            meetURL: Self.service, delivery: delivery, directory: Responder.directory(slapd), appID: nil,
            token: "  key-file: ./jaas.key",
            more: """
                jaas:
                  app-id: \(Self.appID)
                  key-id: 4f4910
                  login-url: https://\(Self.host):\(port)
                \(Responder.access)
                \(more)
                """, folder: folder)
        let identity = try slapd.authority.issue(for: [Self.host, "8x8.vc"])
        certificateFile = identity.certificateFile
        try folder.write(try Repository.text("nginx/10-login.conf"), to: "10-login.conf")
        let words = [
            "listen 443 ssl;": "listen 127.0.0.1:\(port) ssl;", "listen [::]:443 ssl;": "",
            "/etc/letsencrypt/live/login.example.org/fullchain.pem": identity.certificateFile,
            "/etc/letsencrypt/live/login.example.org/privkey.pem": identity.keyFile,
            "/etc/nginx/snippets/jitsi-ldap-login-10-login.conf": folder.file("10-login.conf"),
            "/var/log/nginx/access.log": folder.file("access.log"),
        ]
        let site = words.reduce(try Repository.text("nginx/jaas-site.conf")) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
        let httpLevel = try SiteFile.httpLevel(socket: responder.socket)
            .replacingOccurrences(of: "meet.example.org  jitsi", with: "\(Self.host)  jitsi")
        // The service itself, for a browser that takes this machine for it.
        let service = """
            server {
                listen 127.0.0.1:\(port) ssl;
                server_name 8x8.vc;
                ssl_certificate \(identity.certificateFile);
                ssl_certificate_key \(identity.keyFile);
                default_type text/html;
                location / { return 200 "<title>the service</title>"; }
            }
            """
        nginx = try Nginx(
            http: [httpLevel, site, service].joined(separator: "\n"), port: port, folder: folder)
        curl = Curl(trusting: slapd.authority.certificateFile)
    }

    var origin: String { "https://\(Self.host):\(port)" }

    /// Asks for `path`, written to the wire as it is.
    func get(_ path: String, headers: [String] = []) throws -> HTTPAnswer {
        try curl.request(origin + "/", target: path, headers: ["Accept-Language: en"] + headers)
    }

    /// Logs somebody in at `path`, as a page of `from` would.
    func login(_ path: String, as uid: String, from origin: String? = nil) throws -> HTTPAnswer {
        try post(path, ["username": uid, "password": SlapdPeople.password(of: uid)], from: origin)
    }

    /// Posts a form likewise.
    func post(_ path: String, _ fields: KeyValuePairs<String, String>, from origin: String? = nil) throws
        -> HTTPAnswer
    {
        let pass = FormPass(try get(FormPass.page))
        return try curl.request(
            self.origin + "/", target: path,
            headers: pass.headers(["Origin: \(origin ?? self.origin)", "Accept-Language: en"]),
            body: pass.body(Form.encode(fields)))
    }
}
