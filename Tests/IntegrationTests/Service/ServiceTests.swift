import Foundation
import TestSupport
import Testing

@Suite("The service")
struct ServiceTests {
    @Test("stops within two seconds of SIGTERM when idle, with exit status 0, and takes its socket along")
    func stops() throws {
        let isQuick = try isDone(within: .seconds(2)) { () throws -> Duration in
            let site = try MeetSite()
            _ = try site.get("/_login/to/Standup")
            let start = ContinuousClock.now
            #expect(site.responder.stop() == 0)
            let time = ContinuousClock.now - start
            #expect(!FileManager.default.fileExists(atPath: site.responder.socket))
            return time
        }
        #expect(isQuick)
    }

    @Test("answers the login in hand before it stops")
    func finishesLogin() throws {
        // One connection of each kind, which the first login leaves open: so what slapd has not read is the second one's.
        let site = try MeetSite(
            directory: { Responder.directory($0, timeout: "30s") + "\n  connections: 1" })
        _ = try site.login("/_login/to/Standup", as: "alice")
        site.slapd.pause()
        let answers = Locked<[Int]>([])
        let visit = TestThread {
            let status = try? site.login("/_login/to/Standup", as: "alice").status
            answers.withLock { $0.append(status ?? 0) }
        }
        visit.start()
        // The directory has a question, and does not look at it.
        #expect(eventually { site.slapd.hasUnread })
        site.responder.signal(SIGTERM)
        usleep(300_000)
        site.slapd.resume()
        #expect(eventually { answers.withLock { !$0.isEmpty } })
        #expect(answers.withLock { $0 } == [303])
        #expect(eventually { !site.responder.isRunning })
    }

    @Test("sends held answers to refused logins at once when it stops")
    func releasesHeldAnswers() throws {
        let site = try MeetSite()
        let answers = Locked<[Int]>([])
        let visit = TestThread {
            let status = try? site.login("/_login/to/Standup", as: "alice", password: "no").status
            answers.withLock { $0.append(status ?? 0) }
        }
        visit.start()
        // Judged, and so held.
        #expect(eventually { site.responder.log.contains("outcome=refused") })
        site.responder.signal(SIGTERM)
        #expect(eventually { answers.withLock { !$0.isEmpty } })
        #expect(answers.withLock { $0 } == [403])
    }

    @Test("takes a changed configuration on SIGHUP")
    func reloads() throws {
        let site = try MeetSite()
        #expect(try site.login("/_login/to/Standup", as: "carol").status == 403)
        try Responder.write(
            to: site.responder.folder, meetURL: site.origin, directory: Responder.directory(site.slapd))
        site.responder.signal(SIGHUP)
        #expect(eventually { site.responder.log.contains("reloaded") })
        #expect(try site.login("/_login/to/Standup", as: "carol").status == 303)
    }

    @Test("tells systemd that it is ready, alive, reloading and stopping")
    func notifies() throws {
        let slapd = try Slapd()
        let folder = try TemporaryFolder()
        let heard = try ServerProcess(
            ["socat", "-u", "UNIX-RECVFROM:\(folder.file("notify")),fork", "STDOUT"],
            log: folder.file("heard"))
        try heard.wait { FileManager.default.fileExists(atPath: folder.file("notify")) }
        let responder = try Responder(
            meetURL: "https://meet.example.org", directory: Responder.directory(slapd), folder: folder,
            environment: ["NOTIFY_SOCKET": folder.file("notify"), "WATCHDOG_USEC": "400000"])
        #expect(eventually { heard.log.contains("READY=1") && heard.log.contains("WATCHDOG=1") })
        responder.signal(SIGHUP)
        // Without a second READY=1 systemd would take it for reloading until the end.
        #expect(
            eventually {
                let parts = heard.log.components(separatedBy: "RELOADING=1")
                return parts.count == 2 && parts[1].contains("READY=1")
            })
        try folder.write("meet: {}\n", to: "config.yaml")
        responder.signal(SIGHUP)
        #expect(eventually { heard.log.contains("STATUS=ready, by the configuration before") })
        #expect(responder.stop() == 0)
        #expect(eventually { heard.log.contains("STOPPING=1") })
    }

    @Test("says on a reload that secrets from systemd change by a restart only")
    func credentials() throws {
        let slapd = try Slapd()
        let folder = try TemporaryFolder()
        try folder.write(Responder.appSecret, to: "credentials/app-secret", mode: 0o400)
        try folder.write(Slapd.servicePassword, to: "credentials/ldap-password", mode: 0o400)
        try folder.write(Responder.sessionKey, to: "credentials/session-key", mode: 0o400)
        let responder = try Responder(
            meetURL: "https://meet.example.org", directory: Responder.directory(slapd), folder: folder,
            environment: ["CREDENTIALS_DIRECTORY": folder.file("credentials")])
        responder.signal(SIGHUP)
        #expect(eventually { responder.log.contains("they change by a restart only") })
        #expect(responder.log.contains("<5>reloaded"))
    }

    @Test("says which file to write where systemd has a secret only in name")
    func missingCredential() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            """
            meet: {url: "https://meet.example.org"}
            token: {app-id: meet}
            directory:
              servers: ["ldap://127.0.0.1"]
              bind: {dn: "cn=jitsi"}
              users: {base: "ou=people", filter: "(uid={username})"}
            """, to: "config.yaml")
        // As SetCredential= of the unit stands in for a file that is missing.
        for name in ["app-secret", "ldap-password"] {
            try folder.write("\n", to: "credentials/\(name)", mode: 0o400)
        }
        let run = try Command.run(
            [
                "env", "CREDENTIALS_DIRECTORY=\(folder.file("credentials"))",
                Product.path("jitsi-ldap-login"), "serve", "--config", file,
            ])
        #expect(run.status == 78)
        #expect(run.errors.contains("systemd brought nothing for the secret app-secret"), "\(run.errors)")
        #expect(run.errors.contains("systemd brought nothing for the secret ldap-password"))
    }

    @Test("keeps the old configuration where the new one is broken, and says where")
    func refusesBrokenReload() throws {
        let site = try MeetSite()
        try site.responder.folder.write(
            "meet:\n  url: https://meet.example.org\n  uurl: x\n", to: "config.yaml")
        site.responder.signal(SIGHUP)
        #expect(eventually { site.responder.log.contains("not reloaded") })
        #expect(site.responder.log.contains("meet.uurl"))
        #expect(site.responder.log.contains("3:3"))
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 303)
    }

    @Test("does not start with a broken configuration, and ends with 78")
    func brokenStart() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("meet: {url: ftp://x}\n", to: "config.yaml")
        let run = try Command.run([Product.path("jitsi-ldap-login"), "serve", "--config", file])
        #expect(run.status == 78)
        #expect(run.errors.contains("meet.url"))
        #expect(run.errors.contains("<3>configuration"))
    }

    @Test("ends with 71 where its socket cannot be made, and says why")
    func noSocket() throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection)
        try FileManager.default.createDirectory(
            atPath: folder.file("fastcgi.sock"), withIntermediateDirectories: false)
        let run = try Command.run(
            [Product.path("jitsi-ldap-login"), "serve", "--config", file],
            environment: ["CREDENTIALS_DIRECTORY": ""])
        #expect(run.status == 71)
        #expect(run.errors.contains("<2>no socket to listen on cause="), "\(run.errors)")
    }

    @Test("says on a reload that a changed socket or number of workers takes a restart")
    func listenChanged() throws {
        let folder = try TemporaryFolder()
        let responder = try Responder(
            meetURL: "https://meet.example.org", directory: BareSite.directorySection, folder: folder)
        responder.signal(SIGHUP)
        #expect(eventually { responder.log.contains("<5>reloaded") })
        #expect(!responder.log.contains("takes a restart") && !responder.log.contains("by a restart only"))
        try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection, workers: 5)
        responder.signal(SIGHUP)
        #expect(eventually { responder.log.contains("<4>listen has changed, which takes a restart") })
    }

    @Test("outlives visitors who leave before their answer is there")
    func visitorsLeave() throws {
        let directory = try ScriptedDirectory(password: (49, ""))
        let site = try BareSite(directory: BareSite.section(directory.address))
        for _ in 0..<3 {
            // The answer to a refused login comes after a second.
            #expect(throws: CommandFailed.self) {
                try site.request(
                    "/_login/to/Standup", body: "username=alice&password=x", patience: "0.3")
            }
        }
        usleep(1_500_000)
        #expect(site.responder.isRunning)
        #expect(try site.request("/_login/to/Standup").status == 200)
    }

    @Test("refuses a secret file that others can read")
    func openSecret() throws {
        let site = try MeetSite()
        try site.responder.folder.write(Responder.appSecret, to: "app-secret", mode: 0o644)
        let check = try Command.run([
            Product.path("jitsi-ldap-login"), "check", "--config", site.responder.configurationFile,
        ])
        #expect(check.status == 78)
        #expect(check.errors.contains("app-secret"))
        #expect(check.errors.contains("chmod"))
        #expect(!check.errors.contains(Responder.appSecret))
    }

    @Test(
        "says 503 with Retry-After while the directory is down, shows the form meanwhile, and recovers by itself"
    )
    func directoryDown() throws {
        let site = try MeetSite()
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 303)
        site.slapd.stop()
        let down = try site.login("/_login/to/Standup", as: "alice")
        #expect(down.status == 503)
        #expect(down["retry-after"] != nil)
        #expect(down.body.contains("The directory does not answer"))
        #expect(try site.get("/_login/to/Standup").status == 200)
        #expect(site.responder.log.contains("outcome=directory-unreachable"))
        #expect(site.responder.log.contains("<4>directory event=\"\(site.slapd.ldapsAddress): "))
        try site.slapd.start()
        #expect(eventually(within: 15) { (try? site.login("/_login/to/Standup", as: "alice").status) == 303 })
        #expect(
            site.responder.log.contains(
                "<6>directory event=\"\(site.slapd.ldapsAddress) answers again, after "))
    }

    @Test("replaces connections that the directory closed, without the visitor noticing")
    func replacesConnections() throws {
        let site = try MeetSite()
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 303)
        site.slapd.stop()
        try site.slapd.start()
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 303)
        #expect(try site.login("/_login/to/Standup", as: "bob").status == 303)
    }

    @Test("shows the login page while the directory is mute and every place there is taken")
    func pageBesideMuteDirectory() throws {
        let site = try MeetSite(directory: { Responder.directory($0, timeout: "3s") })
        site.slapd.pause()
        defer { site.slapd.resume() }
        let done = Locked<[Int]>([])
        for _ in 0..<8 {
            TestThread {
                let status = try? site.login("/_login/to/Standup", as: "alice").status
                done.withLock { $0.append(status ?? 0) }
            }.start()
        }
        usleep(500_000)
        let start = ContinuousClock.now
        #expect(try site.get("/_login/to/Standup").status == 200)
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(eventually(within: 20) { done.withLock { $0.count } == 8 })
        #expect(done.withLock { $0 }.allSatisfy { $0 == 503 })
        // Some had a place at the directory, some waited for one in vain; each has its line.
        #expect(eventually { site.responder.log.components(separatedBy: ">login ").count - 1 == 8 })
        #expect(site.responder.log.contains("outcome=overloaded"))
    }
}
