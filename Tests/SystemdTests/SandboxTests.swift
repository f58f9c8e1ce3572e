import Foundation
import TestSupport
import Testing

@Suite("The sandbox of the service", .serialized)
struct SandboxTests {
    private static let shared = Result { () throws -> SchoolDirectory in
        let school = try SchoolDirectory()
        try school.configureAsUsual()
        return school
    }
    private let school: SchoolDirectory

    init() throws { school = try Self.shared.get() }

    @Test("is in force while people sign in")
    func live() throws {
        #expect(try school.login()?["room"] as? String == "standup", "\(school.log)")
        let host = school.host
        let status = try host.machine.output("cat /proc/$(\(Self.mainPID))/status")
        func line(_ name: String) -> String {
            status.split(separator: "\n").first { $0.hasPrefix(name + ":") }.map {
                $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
            } ?? "none"
        }
        for name in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] {
            #expect(line(name) == "0000000000000000", "\(name)")
        }
        #expect(line("NoNewPrivs") == "1" && line("Seccomp") == "2")
        #expect(!line("Uid").split(separator: "\t").contains("0"))
        #expect(!line("Gid").split(separator: "\t").contains("0"))
        let limits = try host.machine.output("grep 'core file' /proc/$(\(Self.mainPID))/limits")
        #expect(limits.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(limits)")
        let root = try host.machine.output("grep -m 1 ' / / ' /proc/$(\(Self.mainPID))/mountinfo")
        #expect(root.split(separator: " ")[5].hasPrefix("ro,"), "\(root)")
        #expect(
            try host.machine.output(
                "stat -c '%a %U' /etc/jitsi/ldap-login/app-secret /etc/jitsi/ldap-login/session-key")
                == "600 root\n600 root")
    }

    @Test("is what systemd-analyze gives at most 1.2 for, as it runs here")
    func exposure() throws {
        for unit in ["jitsi-ldap-login.service", "jitsi-ldap-login@probe.service"] {
            let report = try school.host.machine.run("systemd-analyze security --no-pager \(unit)")
            let figure = try #require(Exposure(report.output), "\(report.text)")
            #expect(figure.level <= 1.2, "\(report.text)")
        }
    }

    @Test("holds whoever takes the responder over to what the responder needs")
    func takenOver() throws {
        let machine = school.host.machine
        try machine.output(
            """
            useradd --create-home otto && echo private >/home/otto/notes && chown otto: /home/otto/notes
            echo private >/var/www/notes && mkdir -p /srv/school && echo private >/srv/school/notes
            mkdir -p /run/systemd/system/jitsi-ldap-login@probe.service.d
            cat >/run/systemd/system/jitsi-ldap-login@probe.service.d/test.conf <<END
            [Service]
            Type=oneshot
            Restart=no
            WatchdogSec=0
            ExecStart=
            ExecStart=/usr/bin/perl /repository/Tests/SystemdTests/Host/probe.pl $(\(Self.mainPID)) \
                /run/jitsi-ldap-login/fastcgi.sock \(Self.outOfReach.joined(separator: " "))
            END
            systemctl daemon-reload
            """)
        let start = try machine.run("systemctl start jitsi-ldap-login@probe.service")
        let said = try machine.output("journalctl --no-pager -o cat -t jitsi-ldap-login-probe")
        #expect(start.status == 0, "\(start.text)\(said)")
        let pid = try machine.output(Self.mainPID)
        let trials = said.replacing("/proc/\(pid)/", with: "/proc/PID/").split(separator: "\n")
        for row in Self.expected {
            let name = row.split(separator: ":")[0] + ":"
            let found = trials.filter { $0.hasPrefix(name) }
            #expect(found.map(String.init) == [row])
        }
        let writable = trials.filter { $0.hasPrefix("writable: ") }.map { $0.dropFirst(10) }
        #expect(
            writable.map(String.init) == ["/tmp", "/var/lib/private/jitsi-ldap-login-probe", "/var/tmp"])
    }

    /// Files of others, some of which everybody may read outside.
    private static let outOfReach = [
        "/etc/shadow", "/etc/jitsi/ldap-login/app-secret", "/etc/jitsi/meet/meet.example.org.key",
        "/run/credentials/jitsi-ldap-login.service/app-secret",
        "/var/lib/private/jitsi-ldap-login/ended-sessions", "/home/otto/notes", "/root/pki/ca.key",
        "/var/www/notes", "/srv/school/notes",
    ]

    /// What Host/probe.pl says.
    private static let expected = [
        // SystemCallFilter=, RestrictNamespaces=, LockPersonality=
        "unshare: EPERM", "personality: EPERM", "ptrace: EPERM", "io_uring_setup: EPERM",
        "userfaultfd: EPERM", "sched_setscheduler: EPERM", "mount: EPERM",
        "setpriority: EPERM", "setuid: EPERM", "chown: EPERM",
        // MemoryDenyWriteExecute=, RestrictSUIDSGID=
        "memory to write and run: EPERM", "chmod u+s: EPERM",
        // RestrictAddressFamilies=
        "AF_NETLINK: EAFNOSUPPORT", "AF_PACKET: EAFNOSUPPORT", "AF_VSOCK: EAFNOSUPPORT", "AF_INET: ok",
        "AF_INET6: ok", "AF_UNIX: ok", "directory by name: ok",
        // The socket's mode, PrivateUsers=, ProtectProc=, LoadCredential=
        "FastCGI socket: EACCES", "signal to another site: EPERM", "read /proc/PID/status: ENOENT",
        "processes: 1",
        "credentials: app-secret ldap-client-key ldap-password session-key token-key",
        // ProtectHome=, InaccessiblePaths=, DynamicUser=, PrivateDevices=, ProcSubset=
        "read /etc/shadow: EACCES", "read /etc/jitsi/ldap-login/app-secret: EACCES",
        "read /etc/jitsi/meet/meet.example.org.key: EACCES",
        "read /run/credentials/jitsi-ldap-login.service/app-secret: ENOENT",
        "read /var/lib/private/jitsi-ldap-login/ended-sessions: ENOENT",
        "read /home/otto/notes: EACCES", "read /root/pki/ca.key: EACCES", "read /var/www/notes: EACCES",
        "read /srv/school/notes: EACCES", "read /dev/kmsg: ENOENT",
        "read /proc/sys/kernel/core_pattern: ENOENT",
    ]

    private static let mainPID = "systemctl show --value -p MainPID jitsi-ldap-login.service"
}
