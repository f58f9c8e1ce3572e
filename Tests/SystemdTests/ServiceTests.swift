import Foundation
import TestSupport
import Testing

@Suite("The service under systemd")
struct ServiceTests {
    let host: JitsiHost

    init() throws {
        host = try JitsiHost()
        try host.installRunning()
    }

    @Test("is started by the first request, and its socket keeps its name over stop and start")
    func activation() throws {
        let socket = "/run/jitsi-ldap-login/fastcgi.sock"
        let before = try host.machine.output("stat -c '%i %a %U %G' \(socket)")
        #expect(before.hasSuffix("660 root www-data"))
        try host.machine.output("systemctl stop jitsi-ldap-login.service 2>/dev/null")
        #expect(try host.property("ActiveState") == "inactive")
        #expect(try host.machine.output("stat -c '%i %a %U %G' \(socket)") == before)
        #expect(try host.answer(to: "/_login/to/Standup").status == "200")
        #expect(try host.property("ActiveState") == "active")
        try host.machine.output("systemctl restart jitsi-ldap-login.service")
        #expect(try host.machine.output("stat -c '%i %a %U %G' \(socket)") == before)
    }

    @Test("says itself when it is ready, and rereads its settings without a restart")
    func readiness() throws {
        #expect(try host.property("Type") == "notify")
        #expect(try host.property("SubState") == "running")
        #expect(try host.property("WatchdogUSec") == "30s")
        let process = try host.property("MainPID")
        try host.machine.output("systemctl reload jitsi-ldap-login.service")
        #expect(try host.answer(to: "/_login/to/Standup").status == "200")
        #expect(try host.property("MainPID") == process)
        #expect(try host.property("ActiveState") == "active")
    }

    @Test("is restarted by the watchdog when it hangs, half a minute later, and outlives it while it works")
    func watchdog() throws {
        let process = try host.property("MainPID")
        #expect(try host.property("NRestarts") == "0")
        try host.machine.output("kill -STOP \(process)")
        // nginx gives up on a request after a minute: this one is answered.
        #expect(try host.machine.output(Self.patientVisitor) == "200")
        #expect(try host.property("MainPID") != process)
        #expect(try host.property("NRestarts") == "1")
        #expect(try host.log().contains("Watchdog timeout (limit 30s)"))

        try host.machine.output(
            """
            mkdir -p /run/systemd/system/jitsi-ldap-login.service.d
            printf '[Service]\\nWatchdogSec=2s\\n' >/run/systemd/system/jitsi-ldap-login.service.d/test.conf
            systemctl daemon-reload && systemctl restart jitsi-ldap-login.service && sleep 5
            """)
        #expect(try host.property("NRestarts") == "0")
        // Reloads that follow one another leave it no pause.
        try host.machine.output(
            "for i in 1 2 3 4 5 6 7 8; do systemctl reload jitsi-ldap-login.service; sleep 0.6; done")
        #expect(try host.property("WatchdogUSec") == "2s" && host.property("NRestarts") == "0")
    }

    private static let patientVisitor =
        "curl -sk --max-time 90 -o /dev/null -w '%{http_code}' --resolve meet.example.org:443:127.0.0.1 "
        + "https://meet.example.org/_login/to/Standup"

    @Test("runs without the secrets that it does not need, and says nothing but that it is ready")
    func optionalSecrets() throws {
        #expect(try host.machine.run("ls /etc/jitsi/ldap-login | grep key").output == "session-key\n")
        #expect(try host.property("ActiveState") == "active")
        #expect(
            try host.log().components(separatedBy: "\n").filter { !$0.contains("jitsi-ldap-login") } == [
                "ready workers=16"
            ])
    }

    @Test("goes on by itself once a secret that it needs is there")
    func neededSecret() throws {
        let secret = "/etc/jitsi/ldap-login/app-secret"
        try host.machine.run("mv \(secret) /root/ && systemctl restart jitsi-ldap-login.service")
        #expect(try host.property("ActiveState") != "active")
        #expect(try host.property("ActiveState", of: "jitsi-ldap-login.socket") == "active")
        try host.machine.output("mv /root/app-secret \(secret)")
        #expect(eventually(within: 30) { (try? host.property("ActiveState")) == "active" })
        #expect(try host.answer(to: "/_login/to/Standup").status == "200")
    }
}
