import TestSupport
import Testing

@Suite("With Jitsi Meet in Docker")
struct DockerTests {
    /// What the write-up says for each image: www-data (33) is the same number inside, 1000 has to be said.
    private static func host(_ image: DockerHost.Image) throws -> DockerHost {
        try DockerHost(image, group: image == .rootless ? "1000" : nil)
    }

    @Test("login, bounce and hooks work through the container's nginx", arguments: DockerHost.Image.allCases)
    func wholeSite(image: DockerHost.Image) throws {
        let host = try Self.host(image)
        #expect(eventually { (try? host.answer(to: "/_login/to/Standup").status) == "200" })
        let login = try host.answer(to: "/_login/to/School/Standup?lang=en")
        #expect(login.body.contains("autocomplete=\"current-password\""), "\(login)")

        for path in ["/Standup", "/School/R%C3%A9union?lang=de"] {
            let bounce = try host.answer(to: path)
            #expect(bounce.status == "302" && bounce.location.hasSuffix("/_login/to" + path), "\(bounce)")
        }
        for (path, tenant) in [
            ("/Standup?jwt=eyJ.eyJ.x", ""), ("/School/Standup?jwt=eyJ.eyJ.x", "School/"),
        ] {
            let room = try host.answer(to: path)
            #expect(room.status == "200" && room.body.contains("the meeting page"))
            // The site's own file and our script, in the head.
            #expect(room.body.contains("<meta name=own content=\"\(tenant)\">"), "\(room.body)")
            #expect(room.body.contains("src=\"/_login/hook.js\""))
        }
        #expect(try host.answer(to: "/_login/hook.js").body.contains("conference.kicked"))
        let kicked = try host.answer(to: "/_login/kicked/to/School/Standup", "-H 'Accept-Language: en'")
        #expect(kicked.body.contains("You were removed from the meeting"))
        let refused = try host.answer(
            to: "/School/static/authError.html", "-H 'Referer: https://meet.example.org/School/Standup?jwt=x'"
        )
        #expect(refused.location.hasSuffix("/_login/denied/to/School/Standup"))

        let log = try host.log()
        #expect(log.contains("/School/Standup?jwt=[removed]") && !log.contains("eyJ"), "\(log)")
        for word in ["[warn]", "[error]", "[emerg]"] { #expect(!log.contains(word), "\(log)") }
    }

    @Test(
        "the container finds the responder again after a restart of service and socket, without one of its own",
        arguments: DockerHost.Image.allCases)
    func restarts(image: DockerHost.Image) throws {
        let host = try Self.host(image)
        let folder = try host.machine.output("stat -c '%i %a %U' /run/jitsi-ldap-login")
        #expect(folder.hasSuffix(" 755 root"))
        for command in [
            "restart jitsi-ldap-login.service",
            "stop jitsi-ldap-login.service",
            "restart jitsi-ldap-login.socket",
            "stop jitsi-ldap-login.service jitsi-ldap-login.socket",
            "start jitsi-ldap-login.socket jitsi-ldap-login.service",
        ] {
            try host.machine.output("systemctl \(command) 2>/dev/null")
            // The folder that the container has mounted is still the one that the socket is made in.
            #expect(
                try host.machine.output("stat -c '%i %a %U' /run/jitsi-ldap-login") == folder, "\(command)")
        }
        #expect(
            eventually { (try? host.answer(to: "/_login/to/Standup").status) == "200" })
    }

    @Test("a group that is not the container's keeps nginx out, and nginx says so")
    func otherGroup() throws {
        let host = try DockerHost(.rootless, group: nil)
        let answer = try host.answer(to: "/_login/to/Standup")
        #expect(answer.status == "503" && answer.body.contains("The login does not answer"))
        #expect(try host.log().contains("fastcgi.sock failed (13: Permission denied)"))
    }

    @Test("the group may be a number that the host has no name for")
    func numberedGroup() throws {
        let host = try Self.host(.rootless)
        #expect(try host.machine.run("getent group 1000").status == 2)
        #expect(
            try host.machine.output("stat -c '%a %u %g' /run/jitsi-ldap-login/fastcgi.sock") == "660 0 1000")
    }

    @Test("tokens are made out to the XMPP domain of the containers")
    func subject() throws {
        let host = try Self.host(.rooted)
        #expect(
            try host.machine.output("grep subject: /etc/jitsi/ldap-login/config.yaml")
                == "  subject: meet.jitsi")
        // Nothing but the directory, which is not there, is left to complain of.
        let check = try host.machine.run("jitsi-ldap-login check")
        #expect(!(check.output + check.errors).contains("config.yaml:"), "\(check.text)")
    }
}
