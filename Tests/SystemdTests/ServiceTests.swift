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

    @Test("comes back after kill -9, and the request that met the gap is answered")
    func killed() throws {
        let process = try host.property("MainPID")
        try host.machine.output("kill -9 \(process)")
        #expect(try host.answer(to: "/_login/to/Standup").status == "200")
        #expect(try host.property("MainPID") != process)
        #expect(try host.property("NRestarts") == "1")
    }

    @Test("is restarted by the watchdog when it hangs")
    func watchdog() throws {
        try host.machine.output(
            """
            mkdir -p /run/systemd/system/jitsi-ldap-login.service.d
            printf '[Service]\\nWatchdogSec=2s\\n' >/run/systemd/system/jitsi-ldap-login.service.d/test.conf
            systemctl daemon-reload && systemctl restart jitsi-ldap-login.service && sleep 5
            """)
        let process = try host.property("MainPID")
        #expect(try host.property("NRestarts") == "0", "it must outlive its watchdog while it works")
        try host.machine.output("kill -STOP \(process)")
        #expect(eventually(within: 60) { (try? host.answer(to: "/_login/to/Standup").status) == "200" })
        #expect(try host.property("MainPID") != process)
        #expect(try host.log().contains("Watchdog timeout"))
    }

    @Test("answers every request while it is restarted again and again")
    func restartUnderLoad() throws {
        let outcome = try host.machine.run(
            """
            (for i in 1 2 3 4; do systemctl restart jitsi-ldap-login.service; sleep 0.3; done; touch /tmp/over) &
            while [ ! -e /tmp/over ]; do
                curl -sk --max-time 20 -o /dev/null -w '%{http_code}\\n' \
                    --resolve meet.example.org:443:127.0.0.1 https://meet.example.org/_login/to/Standup
            done | sort | uniq -c | sed 's/^ *//'
            """)
        let rows = outcome.output.split(separator: "\n")
        #expect(rows.count == 1 && rows.first?.hasSuffix(" 200") == true, "\(outcome.text)")
    }

    @Test("has no rights, no core dumps, and sees no secret file but its own copies")
    func confinement() throws {
        let status = try host.machine.output(
            "cat /proc/$(systemctl show --value -p MainPID jitsi-ldap-login.service)/status")
        func line(_ name: String) -> String {
            status.split(separator: "\n").first { $0.hasPrefix(name + ":") }.map {
                $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
            } ?? "none"
        }
        #expect(line("CapEff") == "0000000000000000" && line("CapBnd") == "0000000000000000")
        #expect(line("NoNewPrivs") == "1" && line("Seccomp") == "2")
        #expect(!line("Uid").hasPrefix("0\t"))
        #expect(try host.property("LimitCORE") == "0")
        #expect(
            try host.machine.output(
                "stat -c '%a %U' /etc/jitsi/ldap-login/app-secret /etc/jitsi/ldap-login/session-key")
                == "600 root\n600 root")
    }

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
