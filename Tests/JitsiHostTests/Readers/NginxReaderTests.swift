import TestSupport
import Testing

@testable import JitsiHost

@Suite("Reading nginx's site files")
struct NginxReaderTests {
    private static let include = "include /etc/jitsi/meet/jaas/*.conf;"

    @Test(
        "says of the include line what the installer says",
        arguments: [
            "server {\nserver_name h.example;\nlisten 443 ssl;\n\(include)\nlocation / { }\n}",
            "server {\nserver_name h.example;\nlisten 443 ssl;\nlocation / { }\n}",
            "server {\nserver_name h.example;\nlisten 443 ssl;\n# \(include)\n\nlocation / { }\n}",
            "server {\nserver_name h.example;\nlocation / { }\n\(include)\n}",
            "server {\nserver_name other.example;\nlocation / { }\n}",
            "server { server_name H.Example;\nlocation ~ \"{;}\" { } }",
            "server { server_name other.example; \(include)\nlocation / { } }\n"
                + "server { server_name h.example; listen 443 ssl;\nlocation / { } }",
            "server { server_name h.example; listen 80;\n\(include) location / { } location /a { } }\n"
                + "server { server_name h.example; listen 443 ssl;\nlocation / { } }",
            "server { listen 443 ssl;\nserver_name h.example;\nset $a ${b};\nlocation ~ ^/([^/?&:'\"]+)$ { } }",
            "",
        ])
    func agrees(text: String) throws {
        let (directives, _) = NginxReader.read(HostFile(path: "/s", bytes: Array(text.utf8)))
        let site = NginxSite(host: "h.example", in: try #require(directives))
        let said =
            switch site?.include {
            case .present(let line): "included \(line)"
            case .late(let line, let before): "late \(line) \(before)"
            case .missing(let before): "missing \(before)"
            case nil: "none"
            }
        let folder = try TemporaryFolder()
        let installer = try Command.output([
            "perl", Repository.file("systemd/install/nginx-site.pl"), "h.example",
            folder.write(text, to: "site.conf"),
        ])
        #expect(said + "\n" == installer)
    }

    @Test(
        "gives up with the line where a quote or a brace has no end",
        arguments: ["a {\n b;\n", "a \"b\n;", "}", "a ${b"])
    func unended(text: String) {
        let (directives, line) = NginxReader.read(HostFile(path: "/s", bytes: Array(text.utf8)))
        #expect(directives == nil && line >= 1)
    }
}
