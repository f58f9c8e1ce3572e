import Foundation
import Synchronization
import TestSupport

/// A real nginx with Jitsi's site file (in our words), small files in the place of Jitsi Meet, our drop-ins as an
/// administrator installs them, and a responder that answers with what it was told.
///
/// Three virtual hosts: ours, a foreign one that includes the same folder, and one without any drop-in (its name
/// is ours, its port another), which shows how things are when the drop-ins are absent.
final class JitsiSite: Sendable {
    static let host = "meet.example.org"
    static let foreignHost = "other.example.net"

    let nginx: Nginx
    let curl: Curl
    let healthPort = FreePort.next()
    private let authority: CertificateAuthority
    private let responder: Mutex<ServerProcess?>
    private let port = FreePort.next()
    private let plainPort = FreePort.next()

    /// - Parameters:
    ///   - dropIns: the drop-ins installed.
    ///   - responder: whether it runs.
    ///   - customIndex: the site's `$custom_index`, which a site file of 2021 does not have.
    ///   - http: changes made to the file for conf.d.
    ///   - dropIn: changes made to each drop-in.
    ///   - site: changes made to Jitsi's site file.
    init(
        _ file: SiteFile = .current, dropIns: [String] = ["10-login.conf", "20-bounce.conf"],
        responder runs: Bool = true, customIndex: String = "",
        http: (String) -> String = { $0 }, dropIn: (String) -> String = { $0 },
        site: (String) -> String = { $0 }
    ) throws {
        let folder = try TemporaryFolder()
        authority = try CertificateAuthority()
        let identity = try authority.issue(for: [Self.host, Self.foreignHost])
        try StandIn.write(to: folder)

        responder = Mutex(runs ? try Self.startResponder(in: folder) : nil)

        for name in dropIns {
            try folder.write(dropIn(try Repository.text("nginx/" + name)), to: "jaas/" + name)
        }
        try FileManager.default.createDirectory(
            atPath: folder.file("none"), withIntermediateDirectories: true)
        let atHTTPLevel = http(
            try SiteFile.httpLevel(socket: folder.file("responder.sock"))
                .replacingOccurrences(of: "9817", with: "\(healthPort)"))
        let backend = FreePort.next()
        func server(host: String, port: UInt16, dropIns: String) throws -> String {
            try file.server(
                host: host, port: port, identity: identity, folder: folder, dropIns: dropIns,
                customIndex: customIndex, changed: site)
        }
        nginx = try Nginx(
            http: """
                \(atHTTPLevel)
                upstream prosody { server 127.0.0.1:\(backend); }
                server {
                    listen 127.0.0.1:\(backend);
                    location / { return 200 "prosody: $request_method $request_uri for $http_host\\n"; }
                }
                \(try server(host: Self.host, port: port, dropIns: "jaas"))
                \(try server(host: Self.foreignHost, port: port, dropIns: "jaas"))
                \(try server(host: "\(Self.host) \(Self.foreignHost)", port: plainPort, dropIns: "none"))
                """, port: port, folder: folder)
        curl = Curl(trusting: authority.certificateFile)
    }

    /// Ends the responder and starts it anew on the same socket, as a restart of the service does. nginx still keeps
    /// the connections to the old one.
    func restartResponder() throws {
        _ = responder.withLock { $0?.stop() }
        try FileManager.default.removeItem(atPath: nginx.folder.file("responder.sock"))
        let new = try Self.startResponder(in: nginx.folder)
        responder.withLock { $0 = new }
    }

    private static func startResponder(in folder: TemporaryFolder) throws -> ServerProcess {
        let socket = folder.file("responder.sock")
        let process = try ServerProcess(
            ["python3", Repository.file("Tests/NginxTests/fastcgi-echo.py"), socket],
            log: folder.file("responder.log"))
        try process.wait { FileManager.default.fileExists(atPath: socket) }
        return process
    }

    /// The authority behind both hosts' certificates, for a `Curl` with options of its own.
    var authorityFile: String { authority.certificateFile }

    /// The address of `path` on our host.
    func address(_ path: String) -> String { "https://\(Self.host):\(port)\(path)" }

    /// Asks our host for `path`, written to the wire as it is.
    func get(
        _ path: String, method: String? = nil, headers: [String] = [], body: String? = nil
    ) throws -> HTTPAnswer {
        try curl.request(address("/"), target: path, method: method, headers: headers, body: body)
    }

    /// Asks the foreign host, whose site includes the same folder.
    func getFromForeignHost(_ path: String, headers: [String] = []) throws -> HTTPAnswer {
        try curl.request("https://\(Self.foreignHost):\(port)/", target: path, headers: headers)
    }

    /// Asks the site without any drop-in, as `host`.
    func getWithoutDropIns(
        _ path: String, method: String? = nil, headers: [String] = [], host: String = JitsiSite.host
    ) throws -> HTTPAnswer {
        try curl.request(
            "https://\(host):\(plainPort)/", target: path, method: method, headers: headers)
    }

    /// An answer without what differs by port and by the second.
    func comparable(_ answer: HTTPAnswer) -> [String] {
        let lines =
            ["\(answer.status)"]
            + answer.headers.filter { !$0.hasPrefix("date:") && !$0.hasPrefix("expires:") } + [answer.body]
        return lines.map {
            $0.replacingOccurrences(of: ":\(plainPort)", with: ":PORT")
                .replacingOccurrences(of: ":\(port)", with: ":PORT")
        }
    }
}
