import Foundation
import TestSupport
import Testing

@Suite("Settings and secrets, changed while people are signed in", .serialized)
struct ChangeTests {
    private static let shared = Result { () throws -> SchoolDirectory in
        let school = try SchoolDirectory()
        try school.configureAsUsual(more: "pages: {organisation: First School}")
        return school
    }
    private let school: SchoolDirectory
    private var machine: Machine { school.host.machine }
    private static let restart = "systemctl restart jitsi-ldap-login.service"

    init() throws { school = try Self.shared.get() }

    private func login(jar: String = "/tmp/jar") throws -> (status: String, location: String) {
        try school.login("alice", password: "wonderland", jar: jar)
    }

    /// What was logged since then, or why that cannot be told.
    private func log(since begin: String) -> String {
        do {
            return try machine.output(
                "journalctl --no-pager -o cat -u jitsi-ldap-login.service --after-cursor '\(begin)'")
        } catch {
            return "\(error)"
        }
    }

    /// Where the log ends now.
    private func end() throws -> String {
        try machine.output(
            "journalctl --no-pager -u jitsi-ldap-login.service -n 0 --show-cursor | sed -n 's/^-- cursor: //p'"
        )
    }

    @Test("a reload takes the settings of a good file")
    func reload() throws {
        let process = try school.host.property("MainPID")
        try machine.output(
            """
            cd /etc/jitsi/ldap-login && cp config.yaml /root/before.yaml
            sed -i 's/First School/Second School/' config.yaml && systemctl reload jitsi-ldap-login.service
            """)
        #expect(eventually { (try? page().contains("<bdi>Second School</bdi>")) == true })
        #expect(try school.host.property("StatusText") == "ready")
        try machine.output(
            "cp /root/before.yaml /etc/jitsi/ldap-login/config.yaml && systemctl reload jitsi-ldap-login.service"
        )
        #expect(eventually { (try? page().contains("<bdi>First School</bdi>")) == true })
        #expect(try school.host.property("MainPID") == process)
    }

    private func page() throws -> String { try school.host.answer(to: "/_login/to/Standup").body }

    @Test(
        "a reload refuses a broken file: the settings before stay in force, status and log say so",
        arguments: [
            ("echo 'pages: [' >>config.yaml", "config.yaml"),
            ("sed -i 's/organisation/organization/' config.yaml", "organisation"),
            ("sed -i 's|https://meet|http://meet|' config.yaml", "meet.url"),
            (": >config.yaml", "config.yaml"),
            ("rm config.yaml", "config.yaml"),
            ("chmod 600 config.yaml", "config.yaml"),
            ("rm school-ca.pem", "school-ca.pem"),
        ])
    func brokenReload(change: String, named: String) throws {
        let host = school.host
        let process = try host.property("MainPID")
        let begin = try end()
        // As the README has it: whoever looks first, does not reload.
        let outcome = try machine.run(
            """
            cd /etc/jitsi/ldap-login && cp -p config.yaml school-ca.pem /root/
            \(change)
            systemctl reload jitsi-ldap-login.service
            """)
        // systemd has only sent a signal.
        #expect(outcome.status == 0, "\(outcome.text)")
        let refusal = "ready, by the configuration before the last reload, which was refused: see the log"
        #expect(eventually { (try? host.property("StatusText")) == refusal }, "\(log(since: begin))")
        let log = log(since: begin)
        #expect(log.contains("not reloaded: the configuration before stays in force"), "\(log)")
        #expect(log.contains(named), "\(log)")
        #expect(try page().contains("<bdi>First School</bdi>"))
        #expect(try login().status == "303", "\(school.log)")

        try machine.output(
            """
            cp -p /root/config.yaml /root/school-ca.pem /etc/jitsi/ldap-login/
            systemctl reload jitsi-ldap-login.service
            """)
        #expect(eventually { (try? host.property("StatusText")) == "ready" }, "\(self.log(since: begin))")
        #expect(try login().status == "303")
        #expect(try host.property("MainPID") == process && host.property("ActiveState") == "active")
    }

    @Test("a new session-key above the old one keeps everybody signed in, until the old one is taken away")
    func sessionKey() throws {
        #expect(try login(jar: "/tmp/active").status == "303")
        try machine.output("cp /tmp/active /tmp/resting; cp /tmp/active /tmp/away")
        let begin = try end()
        try machine.output(
            """
            cd /etc/jitsi/ldap-login
            (umask 077 && (head -c 32 /dev/urandom | base64; cat session-key) >session-key.new)
            mv session-key.new session-key
            systemctl reload jitsi-ldap-login.service
            """)
        // systemd hands secrets over at a start only.
        #expect(eventually { log(since: begin).contains("they change by a restart only") })
        try machine.output(Self.restart)
        #expect(try school.leadsIn(jar: "/tmp/active"), "\(school.log)")
        #expect(try school.leadsIn(jar: "/tmp/resting"), "\(school.log)")
        #expect(try login(jar: "/tmp/fresh").status == "303")

        try machine.output("sed -i 2d /etc/jitsi/ldap-login/session-key && \(Self.restart)")
        #expect(try school.leadsIn(jar: "/tmp/active"), "sealed anew when it was used")
        #expect(try school.leadsIn(jar: "/tmp/fresh"), "\(school.log)")
        #expect(try !school.leadsIn(jar: "/tmp/away"))
        #expect(
            eventually { log(since: begin).contains("session client=127.0.0.1 outcome=unreadable") },
            "\(log(since: begin))")
    }

    @Test("a new app-secret signs tokens from the restart on, and nobody has to sign in again")
    func appSecret() throws {
        let first = try #require(SchoolDirectory.token(in: login(jar: "/tmp/kept").location))
        #expect(try isSigned(first))
        try machine.output(
            """
            cd /etc/jitsi/ldap-login && cp -p app-secret /root/
            (umask 077 && head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' >app-secret.new)
            mv app-secret.new app-secret && \(Self.restart)
            """)
        #expect(try !isSigned(first))
        #expect(try school.leadsIn(jar: "/tmp/kept"), "\(school.log)")
        let second = try #require(SchoolDirectory.token(in: login().location))
        #expect(try isSigned(second))
    }

    /// Whether the token bears the mark of the app-secret that is in the file now, by HMAC with SHA-256.
    private func isSigned(_ token: String) throws -> Bool {
        let parts = token.split(separator: ".")
        let signature = try machine.output(
            """
            key=$(printf %s "$(cat /etc/jitsi/ldap-login/app-secret)" | od -An -v -tx1 | tr -d ' \\n')
            printf %s '\(parts[0]).\(parts[1])' | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary |
                base64 -w 0 | tr +/ -_ | tr -d =
            """)
        return signature == parts[2]
    }

    @Test("a new password of the service account: who is bound stays so, and a restart brings the new one")
    func servicePassword() throws {
        #expect(try login(jar: "/tmp/kept").status == "303")
        let begin = try end()
        try machine.output(
            """
            slapmodify -f /etc/school/slapd.conf <<'END'
            dn: cn=jitsi,dc=school,dc=test
            changetype: modify
            replace: userPassword
            userPassword: another password
            END
            """)
        #expect(try login().status == "303", "\(school.log)")
        // Now every connection is gone, as after an update of the directory.
        try machine.output("systemctl restart directory.service")
        #expect(eventually(within: 30) { (try? login().status) == "503" }, "\(school.log)")
        #expect(
            eventually { log(since: begin).contains("the directory refused the service account") },
            "\(log(since: begin))")

        try machine.output(
            """
            (umask 077 && echo 'another password' >/etc/jitsi/ldap-login/ldap-password.new)
            mv /etc/jitsi/ldap-login/ldap-password.new /etc/jitsi/ldap-login/ldap-password && \(Self.restart)
            """)
        #expect(eventually(within: 30) { (try? login().status) == "303" }, "\(school.log)")
        #expect(try school.leadsIn(jar: "/tmp/kept"), "\(school.log)")
    }
}
