import TestSupport

/// The responder behind an nginx without our drop-ins, which hands it every address, host and method as they come: what
/// the drop-ins keep away has to be refused by the responder, too. Its directory is a port where nothing listens.
final class BareSite: Sendable {
    static let directory = "ldap://127.0.0.1:\(FreePort.next())"

    static let directorySection = section(directory)

    /// A `directory:` section with that server.
    static func section(_ server: String) -> String {
        """
          servers: [\(server)]
          timeout: 1s
          bind: {dn: "\(Slapd.serviceDN)"}
          users:
            base: \(Slapd.peopleBase)
            filter: (uid={username})
        """
    }

    let responder: Responder
    private let nginx: Nginx
    private let port: UInt16

    /// - Parameters:
    ///   - directory: the whole `directory:` section, indented by two spaces.
    ///   - more: further sections.
    ///   - folder: the responder's; with one that another has left it starts where that one ended.
    ///   - environment: of the responder, beside the test's own.
    init(
        directory: String = directorySection, more: String = "", folder: TemporaryFolder? = nil,
        environment: [String: String] = ["CREDENTIALS_DIRECTORY": ""]
    ) throws {
        responder = try Responder(
            meetURL: "https://\(MeetSite.host)",
            directory: directory, more: more, folder: folder ?? TemporaryFolder(),
            environment: environment)
        port = FreePort.next()
        let names = [
            "REQUEST_METHOD $request_method", "REQUEST_URI $request_uri", "CONTENT_TYPE $content_type",
            "CONTENT_LENGTH $content_length", "REMOTE_ADDR $remote_addr",
        ]
        nginx = try Nginx(
            http: """
                server {
                    listen 127.0.0.1:\(port);
                    location / {
                        fastcgi_pass unix:\(responder.socket);
                        \(names.map { "fastcgi_param \($0);" }.joined(separator: "\n"))
                    }
                }
                """, port: port)
    }

    /// A request for `path`; with a `body` it is a posted form of a page of ours. Fails after `patience` seconds without an
    /// answer.
    func request(
        _ path: String, host: String = MeetSite.host, headers: [String] = [], body: String? = nil,
        patience: String = "30"
    ) throws -> HTTPAnswer {
        let pass = try body.map { _ in FormPass(try request(FormPass.page)) }
        let headers = ["Host: \(host)"] + headers
        return try Curl(arguments: ["--max-time", patience]).request(
            "http://127.0.0.1:\(port)/", target: path, headers: pass?.headers(headers) ?? headers,
            body: body.map { pass?.body($0) ?? $0 })
    }
}
