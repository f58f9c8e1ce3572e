import TestSupport
import Testing

@Suite("The include line in a site file")
struct NginxSiteTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let site: String
        let found: String
        init(_ site: String, _ found: String) { (self.site, self.found) = (site, found) }
        var testDescription: String { site }
    }

    static let include = "include /etc/jitsi/meet/jaas/*.conf;"

    @Test(
        "is found where it is, or its place where it is not",
        arguments: [
            Row(
                "server {\nserver_name h.example;\nlisten 443 ssl;\n\(include)\nlocation / { }\n}",
                "included 4"),
            Row("server {\nserver_name h.example;\nlisten 443 ssl;\nlocation / { }\n}", "missing 4"),
            Row(
                "server {\nserver_name h.example;\nlisten 443 ssl;\n# \(include)\n\nlocation / { }\n}",
                "missing 6"),
            Row("server {\nserver_name h.example;\n# about the location\nlocation / { }\n}", "missing 3"),
            Row("server {\nserver_name h.example;\nlocation / { }\n\(include)\n}", "late 4 3"),
            Row("server {\nserver_name other.example;\nlocation / { }\n}", "none"),
            Row("server { server_name other.example h.example;\nlocation / { } }", "missing 2"),
            Row("server { server_name H.Example;\nlocation ~ \"{;}\" { } }", "missing 2"),
            // Another site's line does not count, nor does the one of the block that only redirects.
            Row(
                "server { server_name other.example; \(include)\nlocation / { } }\n"
                    + "server { server_name h.example; listen 443 ssl;\nlocation / { } }", "missing 4"),
            Row(
                "server { server_name h.example; listen 80;\n\(include) location / { } location /a { } }\n"
                    + "server { server_name h.example; listen 443 ssl;\nlocation / { } }", "missing 4"),
            Row(
                "server { listen 443 ssl;\nserver_name h.example;\nset $a ${b};\nlocation / { } }",
                "missing 4"),
            Row("", "none"),
        ])
    func look(row: Row) throws {
        #expect(try run([], on: row.site) == row.found + "\n")
    }

    @Test("is put above all locations, and taken out again byte for byte")
    func insert() throws {
        let site = "server {\n    server_name h.example;\n\n    # the first\n    location / { }\n}\n"
        let edited = try run(["--insert"], on: site)
        #expect(try run([], on: edited) == "included 4\n")
        #expect(try run(["--insert"], on: edited) == edited)
        #expect(try run(["--delete"], on: edited) == site)
    }

    private func run(_ options: [String], on site: String) throws -> String {
        let folder = try TemporaryFolder()
        return try Command.output(
            ["perl", Repository.file("systemd/install/nginx-site.pl")] + options
                + ["h.example", folder.write(site, to: "site.conf")])
    }
}
