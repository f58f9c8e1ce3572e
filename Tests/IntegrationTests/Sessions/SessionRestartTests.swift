import Foundation
import TestSupport
import Testing

@Suite("Sessions, over a restart and a reload of the responder")
struct SessionRestartTests {
    private let slapd: Slapd
    private let folder: TemporaryFolder
    private static let room = "/_login/to/Retro?lang=en"
    private static let otherKey = "YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=\n"

    init() throws {
        slapd = try Slapd()
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.file("state"), withIntermediateDirectories: false)
    }

    /// The responder in the same folder each time, as systemd starts it.
    private func start() throws -> BareSite {
        let site = try BareSite(
            directory: Responder.directory(slapd), more: Responder.access, folder: folder,
            environment: ["CREDENTIALS_DIRECTORY": "", "STATE_DIRECTORY": folder.file("state")])
        // The socket may be there because the one before was killed.
        #expect(eventually { (try? site.request("/health"))?.status == 200 })
        return site
    }

    private func login(_ site: BareSite, as uid: String) throws -> String {
        let answer = try site.request(
            Self.room, headers: ["Origin: https://\(MeetSite.host)"],
            body: Form.encode(["username": uid, "password": SlapdPeople.password(of: uid)]))
        return try answer.cookie()
    }

    /// Whether the session leads into a room.
    private func leadsIn(_ site: BareSite, _ cookie: String) throws -> Bool {
        // A room of its own each time, as the same one again and again would be a loop.
        let room = "/_login/to/Room\(UInt64.random(in: 0 ... .max))?lang=en"
        let answer = try site.request(room, headers: [cookie])
        #expect([200, 303].contains(answer.status))
        return answer.status == 303
    }

    @Test(
        "a session that was signed out stays out after a stop and after a crash, and others go on",
        arguments: [SIGTERM, SIGKILL])
    func restart(signal: Int32) throws {
        let site = try start()
        let (alice, bob) = (try login(site, as: "alice"), try login(site, as: "bob"))
        #expect(try leadsIn(site, alice) && leadsIn(site, bob))
        #expect(try site.request("/_login/logout", headers: [bob]).status == 200)
        #expect(try !leadsIn(site, bob))
        site.responder.signal(signal)
        site.responder.stop()
        let next = try start()
        #expect(try leadsIn(next, alice))
        #expect(try !leadsIn(next, bob))
        let list = folder.file("state/ended-sessions")
        let attributes = try FileManager.default.attributesOfItem(atPath: list)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        for text in [
            site.responder.log, next.responder.log, try String(contentsOfFile: list, encoding: .utf8),
        ] {
            for cookie in [alice, bob] { #expect(!text.contains(cookie.suffix(100))) }
        }
    }

    @Test("a new key seals from the reload on, the old one still opens, until it is out of the file")
    func rotation() throws {
        let site = try start()
        let old = try login(site, as: "bob")
        try folder.write(Self.otherKey + Responder.sessionKey, to: "session-key", mode: 0o600)
        try reload(site, times: 1)
        let again = try site.request(Self.room, headers: [old])
        #expect(again.status == 303)
        let new = try again.cookie()
        try folder.write(Self.otherKey, to: "session-key", mode: 0o600)
        try reload(site, times: 2)
        #expect(try !leadsIn(site, old))
        #expect(try leadsIn(site, new))
    }

    @Test("lifetime 0, by a reload, ends all sessions and gives none")
    func switchedOff() throws {
        let site = try start()
        let cookie = try login(site, as: "bob")
        let file = site.responder.configurationFile
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try folder.write(text + "\nsession: {lifetime: 0}\n", to: "config.yaml")
        try reload(site, times: 1)
        #expect(try !leadsIn(site, cookie))
        let answer = try site.request(
            Self.room, headers: ["Origin: https://\(MeetSite.host)"],
            body: Form.encode(["username": "bob", "password": SlapdPeople.password(of: "bob")]))
        #expect(
            answer.status == 303
                && !answer.values("set-cookie").contains { $0.hasPrefix("__Host-jitsi-ldap-login=") })
    }

    @Test("a list that cannot be read keeps the responder from starting, and says why")
    func unreadableList() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("state/ended-sessions"), withIntermediateDirectories: false)
        do {
            _ = try start()
            Issue.record("it started")
        } catch let error as ServerDidNotStart {
            #expect(error.description.contains("state/ended-sessions"))
        }
    }

    @Test("a logout that the disk does not take is one of this process, and the log says so")
    func noDisk() throws {
        let site = try start()
        let cookie = try login(site, as: "bob")
        try FileManager.default.removeItem(atPath: folder.file("state"))
        #expect(
            try site.request("/_login/logout?lang=en", headers: [cookie]).body.contains("You are signed out"))
        #expect(try !leadsIn(site, cookie))
        #expect(site.responder.log.contains("the end of the session is not on the disk"))
    }

    private func reload(_ site: BareSite, times: Int) throws {
        site.responder.signal(SIGHUP)
        #expect(
            eventually { site.responder.log.components(separatedBy: "reloaded").count > times },
            "\(site.responder.log)")
    }
}
