import Foundation
import TestSupport
import Testing

@Suite("Nothing is lost", .serialized)
struct OutageTests {
    private static let shared = Result { () throws -> SchoolDirectory in
        let school = try SchoolDirectory()
        try school.configureAsUsual()
        return school
    }
    private let school: SchoolDirectory
    private var machine: Machine { school.host.machine }

    init() throws { school = try Self.shared.get() }

    @Test("when the service is restarted again and again while people sign in")
    func restartUnderLoad() throws {
        let outcome = try machine.run(
            """
            rm -f /tmp/over
            (for i in 1 2 3 4 5 6; do sleep 0.7; systemctl restart jitsi-ldap-login.service; done
            sleep 0.5; touch /tmp/over) &
            perl /repository/Tests/SystemdTests/Host/visitor.pl load 6 /tmp/over alice wonderland
            wait
            """)
        let rows = outcome.output.split(separator: "\n")
        #expect(rows.count == 1 && rows[0].hasPrefix("303 "), "\(outcome.text)\(school.log)")
        // The load was one: several logins between two restarts.
        #expect(Int(rows.first?.dropFirst(4) ?? "") ?? 0 > 12, "\(outcome.text)")
    }

    @Test(
        "when the process is killed: who waits is answered within moments, sessions go on, and ended ones stay ended",
        arguments: ["KILL", "SEGV"])
    func killed(signal: String) throws {
        let host = school.host
        #expect(try school.login("alice", password: "wonderland", jar: "/tmp/alice").status == "303")
        #expect(try school.login("bob", password: "builder", jar: "/tmp/bob").status == "303")
        let copy = "/tmp/copy"
        try machine.output("cp /tmp/bob \(copy)")
        #expect(try school.leadsIn(jar: copy))
        _ = try school.visitor("ask /tmp/bob /_login/logout")
        #expect(try !school.leadsIn(jar: copy))

        let process = try host.property("MainPID")
        let start = ContinuousClock.now
        try machine.output("systemctl restart jitsi-ldap-login.service")
        #expect(try host.answer(to: "/_login/to/Standup").status == "200")
        let restart = ContinuousClock.now - start
        #expect(try host.property("MainPID") != process)

        // Ten people have the page. The process stops: what they send now waits, and then it is killed.
        let outcome = try machine.run(
            """
            rm -f /tmp/send /tmp/answer.*
            for i in $(seq 10); do
                perl /repository/Tests/SystemdTests/Host/visitor.pl login /tmp/jar.$i alice wonderland /tmp/send \
                    >/tmp/answer.$i &
            done
            for i in $(seq 600); do [ "$(ls /tmp/jar.? /tmp/jar.?? 2>/dev/null | wc -l)" = 10 ] && break; sleep 0.05; done
            sleep 0.5
            process=$(systemctl show --value -p MainPID jitsi-ldap-login.service)
            kill -STOP "$process"
            touch /tmp/send
            sleep 1
            ls -s /tmp/answer.* | grep -vc '^0'
            stat -c %i /run/jitsi-ldap-login/fastcgi.sock
            kill -\(signal) "$process"
            [ \(signal) = KILL ] || kill -CONT "$process"
            wait
            stat -c %i /run/jitsi-ldap-login/fastcgi.sock
            cut -d ' ' -f 1 /tmp/answer.* | sort | uniq -c | sed 's/^ *//'
            """)
        let rows = outcome.output.split(separator: "\n")
        #expect(rows.count == 4 && rows[0] == "0" && rows[3] == "10 303", "\(outcome.text)\(school.log)")
        // The name of the socket was there all the time.
        #expect(rows.count == 4 && rows[1] == rows[2], "\(outcome.text)")

        #expect(try host.property("NRestarts") == "1")
        // What systemd says that nobody was there for: its pause, and a start.
        #expect(try host.property("RestartUSec") == "250ms")
        let gone = try machine.output(
            "systemctl show --value -p ActiveExitTimestampMonotonic -p ActiveEnterTimestampMonotonic jitsi-ldap-login.service"
        ).split(separator: "\n").compactMap { Int($0) }
        let pause = Duration.microseconds(abs(gone[0] - gone[1]))
        #expect(
            pause < max(.seconds(1), .milliseconds(250) + restart * 10),
            "it was away for \(pause), and a restart takes \(restart)")

        #expect(try school.leadsIn(jar: "/tmp/alice"), "\(school.log)")
        #expect(try !school.leadsIn(jar: copy))
        #expect(
            try machine.output("stat -c %a /var/lib/private /var/lib/private/jitsi-ldap-login/ended-sessions")
                == "700\n600")
    }
}
