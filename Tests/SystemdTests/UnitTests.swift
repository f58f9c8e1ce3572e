import TestSupport
import Testing

@Suite("The units")
struct UnitTests {
    @Test(
        "leave the responder no rights but those it needs",
        arguments: ["jitsi-ldap-login.service", "jitsi-ldap-login@.service"])
    func exposure(unit: String) throws {
        // The threshold is in tenths: 1.2, of 10.
        let command = try Command.run([
            "systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=12",
            Repository.file("systemd/" + unit),
        ])
        #expect(command.status == 0, "\(command.output)\(command.errors)")
        #expect(command.output.contains("Overall exposure level"))
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
