import TestSupport
import Testing

@Suite("Several sites on a host")
struct SeveralSitesTests {
    @Test("have responders of their own, and stopping one leaves the others alone")
    func templates() throws {
        let host = try JitsiHost()
        _ = try host.install()
        for (site, port) in [("one.example.org", 8081), ("two.example.org", 8082)] {
            let folder = "/etc/jitsi/ldap-login/\(site)"
            try host.machine.output(
                """
                mkdir \(folder)
                cp -p /etc/jitsi/ldap-login/config.yaml /etc/jitsi/ldap-login/*-secret \
                    /etc/jitsi/ldap-login/session-key \(folder)/
                sed -i 's|https://meet.example.org|https://\(site)|' \(folder)/config.yaml
                """)
            try host.fillIn(folder: folder)
            try host.machine.output(
                """
                cat >/etc/nginx/conf.d/\(site).conf <<'END'
                server {
                    listen 127.0.0.1:\(port);
                    server_name \(site);
                    location / {
                        include fastcgi_params;
                        fastcgi_param HTTPS on;
                        fastcgi_pass unix:/run/jitsi-ldap-login-\(site)/fastcgi.sock;
                    }
                }
                END
                systemctl --quiet enable --now jitsi-ldap-login@\(site).socket jitsi-ldap-login@\(site).service
                """)
        }
        try host.machine.output("nginx -t 2>/dev/null && systemctl restart nginx")
        func status(_ site: String, _ port: Int) throws -> String {
            try host.machine.output(
                "curl -s --max-time 20 -o /dev/null -w '%{http_code}' -H 'Host: \(site)' "
                    + "http://127.0.0.1:\(port)/_login/to/Standup")
        }
        #expect(try status("one.example.org", 8081) == "200")
        #expect(try status("two.example.org", 8082) == "200")

        try host.machine.output(
            """
            systemctl disable --quiet --now jitsi-ldap-login@one.example.org.socket \
                jitsi-ldap-login@one.example.org.service
            """)
        #expect(try status("one.example.org", 8081) == "502")
        #expect(try status("two.example.org", 8082) == "200")

        let outcome = try host.install("--remove --purge --yes")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(
            try host.machine.output(
                "systemctl list-units --all --plain --no-legend 'jitsi*'; ls /run | grep jitsi; true")
                == "")
    }
}
