import Foundation
import TestSupport
import Testing

@Suite("The units")
struct UnitTests {
    @Test("leave the responder no rights but those it needs", arguments: try shipped("service"))
    func exposure(unit: String) throws {
        let report = try Command.output([
            "systemd-analyze", "security", "--no-pager", "--offline=true", Repository.file("systemd/" + unit),
        ])
        let figure = try #require(Exposure(report), "\(report)")
        #expect(figure.level <= 1.2, "\(report)")
    }

    @Test("make sockets in the file system, for nginx's group alone", arguments: try shipped("socket"))
    func sockets(unit: String) throws {
        let lines = try Repository.text("systemd/" + unit).split(separator: "\n").filter {
            !$0.hasPrefix("#")
        }
        let listening = lines.filter { $0.hasPrefix("Listen") }
        #expect(listening.count == 1 && listening[0].hasPrefix("ListenStream=/run/"), "\(lines)")
        for line in ["SocketUser=root", "SocketGroup=www-data", "SocketMode=0660", "DirectoryMode=0755"] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
        // systemd itself holds the socket: there is no process that a sandbox would be for.
        #expect(!lines.contains { $0.hasPrefix("Exec") })
    }

    private static func shipped(_ kind: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.file("systemd")).filter {
            $0.hasSuffix("." + kind)
        }.sorted()
    }

    @Test("have no line that systemd does not understand")
    func verify() throws {
        let machine = try Machine()
        let outcome = try machine.run(
            """
            cp /exchange/jitsi-ldap-login /usr/local/bin/
            cp /repository/systemd/jitsi-ldap-login* /etc/systemd/system/
            systemd-analyze verify /etc/systemd/system/jitsi-ldap-login*
            """)
        #expect(outcome.status == 0 && outcome.output + outcome.errors == "", "\(outcome.text)")
    }

    @Test("of one site and of several differ in nothing but names", arguments: ["service", "socket"])
    func templates(kind: String) throws {
        func directives(_ name: String) throws -> [String] {
            try Command.output(["cat", Repository.file("systemd/" + name)])
                .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        }
        let one = try directives("jitsi-ldap-login.\(kind)")
        let several = try directives("jitsi-ldap-login@.\(kind)").map {
            $0.replacing("@%i", with: "").replacing("-%i", with: "").replacing("/%i/", with: "/")
                .replacing(" at %i", with: "")
        }
        #expect(one == several)
    }
}
