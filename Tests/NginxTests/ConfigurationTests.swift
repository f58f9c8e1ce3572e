import Foundation
import TestSupport
import Testing

/// The files as nginx reads them.
@Suite("nginx")
struct ConfigurationTests {
    @Test("finds nothing to warn of in our files", arguments: SiteFile.allCases)
    func clean(file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        let folder = site.nginx.folder
        let check = try Command.run([
            "nginx", "-t", "-p", folder.path, "-e", folder.file("check.log"), "-c", folder.file("nginx.conf"),
        ])
        #expect(check.status == 0)
        #expect(!check.errors.contains("[warn]") && !check.errors.contains("[emerg]"), "\(check.errors)")
        for path in ["/", "/Room", "/tenant/Room?jwt=x", "/_login", "/static/authError.html"] {
            _ = try site.get(path)
        }
        // The site's own uninitialized $subdir is the only thing it says later.
        let words = site.nginx.errorLog.split(separator: "\n").filter {
            ($0.contains("[warn]") || $0.contains("[alert]") || $0.contains("[emerg]"))
                && !$0.contains("subd")
        }
        #expect(words == [])
    }

    @Test(
        "answers health and metrics on loopback once that block is uncommented, and not before",
        arguments: [false, true])
    func health(uncommented: Bool) throws {
        let site = try JitsiSite(http: { uncommented ? Self.uncommentingHealth($0) : $0 })
        #expect(accepts(port: site.healthPort) == uncommented)
        guard uncommented else { return }
        let curl = Curl()
        for name in ["health", "metrics", "_login/jwks.json", "_login/keys/0a.pem"] {
            let answer = try curl.request("http://127.0.0.1:\(site.healthPort)/\(name)")
            #expect(answer.body.contains("REQUEST_URI=/\(name)\n"))
        }
        for path in [
            "/", "/_login", "/_login/to/Room", "/_login/keys/", "/_login/keys/a/b.pem",
            "/_login/keys/0a.pem/x", "/health/x", "/healthy",
        ] {
            let answer = try curl.request("http://127.0.0.1:\(site.healthPort)\(path)")
            #expect(answer.status == 404, "\(path)")
        }
        let sockets = try Command.output(["ss", "-Hltn", "sport = :\(site.healthPort)"])
        #expect(sockets.contains("127.0.0.1:") && !sockets.contains("0.0.0.0:\(site.healthPort)"))
    }

    /// Takes the comment signs from the last block of the file.
    private static func uncommentingHealth(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(
            into: (inside: false, lines: [String]())
        ) {
            $0.inside = $0.inside || $1 == "#server {"
            $0.lines.append($0.inside && $1.hasPrefix("#") ? String($1.dropFirst()) : String($1))
        }.lines.joined(separator: "\n")
    }
}
