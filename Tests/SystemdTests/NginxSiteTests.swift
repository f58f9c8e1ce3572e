import TestSupport
import Testing

@Suite("The include line in a site file")
struct NginxSiteTests {
    @Test("is found where it is, or its place where it is not", arguments: NginxSiteVector.all)
    func look(vector: NginxSiteVector) throws {
        #expect(try run([], on: vector.site) == vector.found + "\n")
    }

    @Test("belongs above the comment of the first location")
    func comment() throws {
        let site = "server {\nserver_name h.example;\n# about the location\nlocation / { }\n}"
        #expect(try run([], on: site) == "missing 3\n")
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
