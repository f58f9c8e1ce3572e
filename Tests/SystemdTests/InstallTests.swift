import TestSupport
import Testing

@Suite("install.sh")
struct InstallTests {
    static let config = "/etc/jitsi/ldap-login/config.yaml"

    @Test("takes address, app id, domain and secret from Jitsi's own files, and says what is left to do")
    func freshHost() throws {
        let host = try JitsiHost()
        let outcome = try host.install("--bounce")
        #expect(outcome.status == 0, "\(outcome.text)")
        let config = try host.machine.output("grep -v '^ *#' \(Self.config)")
        #expect(config.contains("url: https://meet.example.org\n"))
        #expect(config.contains("app-id: school\n"))
        #expect(config.contains("subject: meet.example.org\n"))
        #expect(!config.contains("allow-short-secret"))
        #expect(
            try host.machine.output("cat /etc/jitsi/ldap-login/app-secret")
                == #"a "secret" of more than thirty-two bytes"#)
        #expect(
            try host.machine.output("cd /etc/jitsi/ldap-login && base64 -d session-key | wc -c") == "32")
        #expect(
            try host.machine.output("cd /etc/jitsi/ldap-login && stat -c '%a %U %n' *")
                == "600 root app-secret\n644 root config.yaml\n600 root session-key")
        // It is not started, and nobody is led to it.
        #expect(outcome.output.contains("Not started yet"))
        #expect(outcome.output.contains("ldaps://CHANGE-ME"))
        #expect(outcome.output.contains("/etc/jitsi/ldap-login/ldap-password"))
        #expect(outcome.output.contains("no bounce yet"))
        #expect(try host.property("UnitFileState") == "disabled")
        #expect(try host.answer(to: "/Standup").status == "200")
        #expect(outcome.output.contains(#"Component "conference.meet.example.org" "muc""#))
        #expect(outcome.output.contains("enable-auto-owner false"))
        #expect(!outcome.output.contains("thirty-two"), "the secret is not shown")
    }

    @Test("starts the responder once its settings are complete, and leads people there when asked to")
    func bounce() throws {
        let host = try JitsiHost()
        try host.installRunning()
        #expect(try host.answer(to: "/Standup").status == "200")
        let outcome = try host.install("--bounce")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(eventually { (try? host.answer(to: "/Standup?lang=de").status) == "302" })
        #expect(try host.answer(to: "/Standup?lang=de").location.hasSuffix("/_login/to/Standup?lang=de"))
        #expect(try host.property("UnitFileState") == "enabled")
        #expect(try host.property("UnitFileState", of: "jitsi-ldap-login.socket") == "enabled")
    }

    @Test("changes nothing when it runs a second time")
    func twice() throws {
        let host = try JitsiHost()
        try host.installRunning("--bounce")
        let before = try host.snapshot()
        let outcome = try host.install("--bounce")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(try host.changes(since: before) == [])
    }

    @Test("builds where it is given no program, and installs what the build wants")
    func builds() throws {
        let host = try JitsiHost()
        // Stand-ins: the machine has no Swift and no network.
        try host.machine.output(
            #"""
            mkdir /root/checkout && cd /root/checkout && cp -r /repository/systemd /repository/nginx . && touch Package.swift
            printf '#!/bin/sh\necho "$@" >/root/apt-get\n' >/usr/local/sbin/apt-get
            cat >/usr/local/sbin/swift <<'END'
            #!/bin/sh
            [ -e /root/apt-get ] || exit 1
            mkdir -p /root/checkout/.build-release/release
            cp /exchange/jitsi-ldap-login /root/checkout/.build-release/release/
            END
            chmod +x /usr/local/sbin/apt-get /usr/local/sbin/swift
            """#)
        let outcome = try host.machine.run("sh /root/checkout/systemd/install.sh 2>&1")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.output.contains("Installed: /usr/local/bin/jitsi-ldap-login"))
        let asked = try host.machine.output("cat /root/apt-get")
        #expect(asked.hasSuffix("libfcgi-dev libldap-dev libssl-dev pkg-config"), "\(asked)")
    }

    @Test("keeps settings and secrets that exist, even with --yes")
    func keeps() throws {
        let host = try JitsiHost()
        try host.machine.output(
            """
            mkdir -p /etc/jitsi/ldap-login && cd /etc/jitsi/ldap-login && umask 077
            echo '# mine' >config.yaml; echo another >app-secret; echo mine >session-key
            """)
        let outcome = try host.install("--yes")
        #expect(
            try host.machine.output("cd /etc/jitsi/ldap-login && cat config.yaml app-secret session-key")
                == "# mine\nanother\nmine")
        #expect(outcome.output.contains("app-secret is not the app_secret that Prosody has"))
    }

    @Test("overwrites nothing where nobody can answer, and takes its other changes back")
    func refuses() throws {
        let host = try JitsiHost()
        try host.machine.output("echo '# mine' >/etc/nginx/conf.d/jitsi-ldap-login-http.conf")
        let before = try host.snapshot()
        let outcome = try host.install()
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("jitsi-ldap-login-http.conf exists and is another. Overwrite it?"))
        #expect(outcome.output.contains("--yes"))
        #expect(try host.changes(since: before) == [])
    }

    @Test("asks on a terminal, and does as it is told", arguments: ["n", "y"])
    func asks(answer: String) throws {
        let host = try JitsiHost()
        let file = "/etc/nginx/conf.d/jitsi-ldap-login-http.conf"
        _ = try host.install("--yes")
        try host.machine.output("echo '# mine' >>\(file)")
        let outcome = try host.machine.run(
            "echo \(answer) | script -qec '\(JitsiHost.installer())' /dev/null")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(try host.machine.run("grep -q '^# mine' \(file)").status == (answer == "n" ? 0 : 1))
        // What was overwritten is still somewhere.
        let backups = try host.machine.output("cat /etc/jitsi/ldap-login/backup/* 2>/dev/null; true")
        #expect(backups.contains("# mine") == (answer == "y"))
    }

    @Test("replaces nginx's files of a release without photos together, and keeps them in the backup")
    func upgrade() throws {
        let host = try JitsiHost()
        let (http, login) = (
            "/etc/nginx/conf.d/jitsi-ldap-login-http.conf",
            "/etc/jitsi/meet/jaas/jitsi-ldap-login-10-login.conf"
        )
        _ = try host.install("--yes")
        let current = try host.machine.output("cat \(http) \(login)")
        let older = try host.machine.output(
            """
            sed -i '/zone=jitsi_ldap_login_photos/d' \(http)
            sed -i '/location .* .*avatar/,/^    }/d' \(login)
            nginx -t 2>/dev/null && cat \(http) \(login)
            """)
        #expect(current.contains("jitsi_ldap_login_photos") && !older.contains("jitsi_ldap_login_photos"))
        let outcome = try host.install("--yes")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(try host.machine.output("cat \(http) \(login)") == current)
        #expect(
            try host.machine.output("cd /etc/jitsi/ldap-login/backup && cat *-http.conf.* *-10-login.conf.*")
                == older)
    }

    @Test("names the place in a site file of 2021, and edits it only when told to, after a backup")
    func oldSite() throws {
        let host = try JitsiHost(site: .of2021)
        let site = "/etc/nginx/sites-available/meet.example.org.conf"
        let before = try host.machine.output("cat \(site)")
        let first = try host.install()
        #expect(first.status == 0, "\(first.text)")
        let line = try host.machine.output("grep -n 'static content' \(site) | cut -d : -f 1")
        #expect(first.output.contains("\(site):\(line)"))
        #expect(first.output.contains("include /etc/jitsi/meet/jaas/*.conf;"))
        #expect(try host.machine.output("cat \(site)") == before)

        try host.fillIn()
        let second = try host.install("--edit-site")
        #expect(second.status == 0, "\(second.text)")
        #expect(
            try host.machine.output("sed -n \(line)p \(site)").contains(
                "include /etc/jitsi/meet/jaas/*.conf;"))
        #expect(try host.machine.output("cat /etc/jitsi/ldap-login/backup/meet.example.org.conf.*") == before)
        #expect(eventually { (try? host.answer(to: "/_login/to/Standup").status) == "200" })
    }

    @Test("allows a short secret that Prosody already has, and warns")
    func shortSecret() throws {
        let host = try JitsiHost()
        try host.machine.output(
            "sed -i 's/app_secret = .*/app_secret = \"short\"/' /etc/prosody/conf.avail/meet.example.org.cfg.lua"
        )
        let outcome = try host.install()
        #expect(outcome.output.contains("shorter than HS256 wants"))
        #expect(try host.machine.output("grep -v '^ *#' \(Self.config)").contains("allow-short-secret: true"))
    }

    @Test("gives the socket to the group that nginx runs as")
    func group() throws {
        let host = try JitsiHost()
        try host.machine.output(
            "groupadd web && useradd -r -g web web && sed -i 's/^user .*/user web;/' /etc/nginx/nginx.conf")
        try host.machine.output("systemctl restart nginx")
        try host.installRunning()
        #expect(try host.machine.output("stat -c %G /run/jitsi-ldap-login/fastcgi.sock") == "web")
    }

    @Test("names the libraries that are missing and cannot be had, and changes nothing")
    func libraries() throws {
        let host = try JitsiHost()
        // The machine has no network, and its apt knows no package.
        try host.machine.output("dpkg --force-depends --remove libfcgi0ldbl >/dev/null 2>&1")
        let before = try host.snapshot()
        let outcome = try host.install("--yes")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("libraries are missing: libfcgi.so.0"))
        #expect(try host.changes(since: before) == [])
    }
}
