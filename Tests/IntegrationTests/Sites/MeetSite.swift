import Foundation
import TestSupport

/// A whole site on loopback: slapd over LDAPS, the responder, and nginx with Jitsi's site file and our drop-ins.
final class MeetSite: Sendable {
    static let host = "meet.example.org"

    let slapd: Slapd
    let responder: Responder
    let nginx: Nginx
    let curl: Curl
    let port: UInt16
    let certificateFile: String

    /// - Parameters:
    ///   - delivery: `meet.delivery`.
    ///   - listening: further parameters of nginx's `listen`.
    ///   - changed: changes made to our file for the level of http.
    ///   - program: the path of another build of the responder than that of the tests.
    init(
        slapd: Slapd? = nil, delivery: String = "query", directory: ((Slapd) -> String)? = nil,
        token: String = "", more: String = Responder.access, workers: Int = 4, listening: String = "",
        http changed: (String) -> String = { $0 }, program: String? = nil
    ) throws {
        let slapd = try slapd ?? Slapd()
        self.slapd = slapd
        port = FreePort.next()
        let folder = try TemporaryFolder()
        responder = try Responder(
            meetURL: "https://\(Self.host):\(port)", delivery: delivery,
            directory: directory?(slapd) ?? Responder.directory(slapd),
            token: token, more: more, workers: workers, folder: folder, program: program)
        let identity = try slapd.authority.issue(for: [Self.host])
        certificateFile = identity.certificateFile
        nginx = try Nginx(
            http: try Self.http(
                folder, port: port, identity: identity,
                httpLevel: changed(try SiteFile.httpLevel(socket: responder.socket)), listening: listening),
            port: port,
            folder: folder)
        curl = Curl(trusting: slapd.authority.certificateFile)
    }

    var origin: String { "https://\(Self.host):\(port)" }

    /// Asks for `path`, written to the wire as it is.
    func get(_ path: String, method: String? = nil, headers: [String] = []) throws -> HTTPAnswer {
        try curl.request(origin + "/", target: path, method: method, headers: headers)
    }

    /// Posts a form to `path` as a page of ours would.
    func post(_ path: String, _ fields: KeyValuePairs<String, String>, headers: [String] = []) throws
        -> HTTPAnswer
    {
        try post(path, body: Form.encode(fields), headers: headers, with: FormPass(get(FormPass.page)))
    }

    /// Posts a body with the cookie and the token of a page, or without any.
    func post(_ path: String, body: String, headers: [String] = [], with pass: FormPass?) throws -> HTTPAnswer
    {
        let headers = ["Origin: \(origin)", "Accept-Language: en"] + headers
        return try curl.request(
            origin + "/", target: path, headers: pass?.headers(headers) ?? headers,
            body: pass?.body(body) ?? body)
    }

    /// Posts a body byte by byte, behind what else a page of ours would have sent with it.
    func post(_ path: String, raw body: [UInt8], headers: [String] = []) throws -> HTTPAnswer {
        let page = try get(path)
        let fields = page.hiddenFields.filter { $0.name != "lang" }.map {
            "\($0.name)=\(Form.encode($0.value))&"
        }
        return try curl.request(
            origin + "/", target: path,
            headers: ["Origin: \(origin)", "Accept-Language: en", "Cookie: \(page.cookiePairs)"] + headers,
            bytes: Array(fields.joined().utf8) + body)
    }

    /// Logs somebody in at `path`.
    func login(_ path: String, as uid: String, password: String? = nil) throws -> HTTPAnswer {
        try post(path, ["username": uid, "password": password ?? SlapdPeople.password(of: uid)])
    }

    private static func http(
        _ folder: TemporaryFolder, port: UInt16, identity: CertificateAuthority.Identity, httpLevel: String,
        listening: String
    ) throws -> String {
        try StandIn.write(to: folder)
        for name in ["10-login.conf", "20-bounce.conf"] {
            try folder.write(try Repository.text("nginx/" + name), to: "jaas/" + name)
        }
        return """
            \(httpLevel)
            upstream prosody { server 127.0.0.1:9; }
            \(try SiteFile.current.server(
                host: host, port: port, identity: identity, folder: folder,
                changed: { $0.replacingOccurrences(of: " ssl http2;", with: " ssl http2 \(listening);") }))
            """
    }
}

/// A body of application/x-www-form-urlencoded.
enum Form {
    static func encode(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\(encode($0.key))=\(encode($0.value))" }.joined(separator: "&")
    }

    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            return byte < 0x80 && (character.isLetter || character.isNumber)
                ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
