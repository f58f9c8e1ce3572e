import Foundation
import TestSupport
import Testing

@Suite("Several responders of one site")
struct SeveralRespondersTests {
    @Test("are set up as README.md says, know each other's forms and sessions, and stand in for each other")
    func standIn() throws {
        let school = try SchoolDirectory()
        try school.configureAsUsual()
        let machine = school.host.machine
        try machine.output(
            """
            ln -s . /etc/jitsi/ldap-login/second
            mkdir -p /etc/systemd/system/jitsi-ldap-login@second.service.d
            printf '[Service]\\nStateDirectory=\\nStateDirectory=jitsi-ldap-login\\n' \
                >/etc/systemd/system/jitsi-ldap-login@second.service.d/state.conf
            systemctl daemon-reload
            systemctl --quiet enable --now jitsi-ldap-login@second.socket jitsi-ldap-login@second.service
            sed -i 's|^    server unix:/run/jitsi-ldap-login/fastcgi.sock;|    server unix:/run/jitsi-ldap-login/fastcgi.sock max_fails=0;\\
                server unix:/run/jitsi-ldap-login-second/fastcgi.sock max_fails=0;|' \
                /etc/nginx/conf.d/jitsi-ldap-login-http.conf
            nginx -t 2>/dev/null && systemctl reload nginx
            """)
        func admitted(_ unit: String) throws -> Int {
            try school.host.log(of: unit).components(separatedBy: "outcome=admitted").count - 1
        }
        for number in 0..<6 {
            let answer = try school.login("alice", password: "wonderland", jar: "/tmp/jar\(number)")
            #expect(answer.status == "303", "\(answer)")
            // A third request: they take turns, and one of them would get all forms.
            #expect(try school.leadsIn(jar: "/tmp/jar\(number)"))
        }
        let both = ["jitsi-ldap-login.service", "jitsi-ldap-login@second.service"]
        for unit in both { #expect(try admitted(unit) > 0, "\(school.log)") }

        // Who has signed out at one is out at the other, with a copy of the cookie too.
        try machine.output("cp /tmp/jar0 /tmp/copy")
        #expect(try school.visitor("ask /tmp/jar0 /_login/logout").output.hasPrefix("200"), "\(school.log)")
        usleep(2_000_000)
        for _ in 0..<4 { #expect(try !school.leadsIn(jar: "/tmp/copy"), "\(school.log)") }
        _ = try school.login("alice", password: "wonderland", jar: "/tmp/jar0")

        for (gone, left) in [(both[0], both[1]), (both[1], both[0])] {
            let socket = gone.replacing(".service", with: ".socket")
            try machine.output("systemctl --quiet stop \(socket) \(gone)")
            for number in 0..<6 {
                #expect(try school.leadsIn(jar: "/tmp/jar\(number)"), "\(left): \(school.log)")
            }
            let answer = try school.login("alice", password: "wonderland", jar: "/tmp/jar")
            #expect(answer.status == "303", "\(answer)")
            try machine.output("systemctl --quiet start \(socket) \(gone)")
        }

        try machine.output(
            """
            systemctl --quiet disable --now jitsi-ldap-login@second.socket jitsi-ldap-login@second.service
            rm -r /etc/jitsi/ldap-login/second /etc/systemd/system/jitsi-ldap-login@second.service.d
            """)
        let outcome = try school.host.install("--remove --purge --yes")
        #expect(outcome.status == 0, "\(outcome.text)")
        let left = "ls -d /etc/jitsi/ldap-login /run/jitsi-ldap-login* 2>/dev/null; true"
        #expect(try machine.output(left) == "")
    }
}
