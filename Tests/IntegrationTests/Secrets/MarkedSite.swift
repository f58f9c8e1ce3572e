import Foundation
import TestSupport
import Testing

/// A whole site, the program as it ships, and visitors whose every secret is written down: to be looked for afterwards in
/// all that is left.
final class MarkedSite: Sendable {
    /// How the responder and the directory talk, and how the token is delivered.
    enum Way: String, CaseIterable, CustomTestStringConvertible {
        case ldaps, startTLS, plain

        var delivery: String { self == .startTLS ? "fragment" : "query" }
        var testDescription: String { rawValue }

        func directory(_ slapd: Slapd) -> String {
            let server = self == .ldaps ? slapd.ldapsAddress : slapd.plainAddress
            let section = Responder.directory(slapd, servers: [server], timeout: "5s")
            return section + (self == .startTLS ? "\n  start-tls: true" : "")
        }
    }

    let site: MeetSite
    private let noted = Locked<[Marker]>([])
    private let password = Marker.text(60)
    private let jar: TemporaryFolder

    /// A text that the configuration holds, and every page: what is kept is found.
    static let organisation = "Academy of Kept Texts"

    init(_ way: Way) throws {
        let password = password
        let slapd = try Slapd.withPasswordPolicy()
        try slapd.add(
            SlapdPeople.person(
                uid: "marked", name: "Mary Marked", mail: "marked@example.org", password: Array(password.utf8)
            )
                + "dn: \(SlapdPeople.moderators)\nchangetype: modify\nadd: member\n"
                + "member: \(Slapd.person("marked"))\n")
        site = try MeetSite(
            slapd: slapd, delivery: way.delivery, directory: { way.directory($0) },
            more: """
                access:
                  moderators: ["\(SlapdPeople.moderators)"]
                invitations: {}
                pages: {organisation: \(Self.organisation)}
                """,
            // The format that ships, beside the tests' own.
            http: { $0 + "\naccess_log redacted.log jitsi_ldap_login;\n" }, program: try Product.shipped())
        jar = try TemporaryFolder()
        note(Marker(typed: "the right password", password))
    }

    var memory: ProcessMemory { ProcessMemory(pid: site.responder.pid) }
    var markers: [Marker] { noted.withLock { $0 } }

    func note(_ marker: Marker) { noted.withLock { $0.append(marker) } }

    /// A new text to be typed somewhere, written down.
    private func typed(_ name: String, _ length: Int = 60) -> String {
        let text = Marker.text(length)
        note(Marker(typed: name, text))
        return text
    }

    /// The status of a login with the right password.
    func login() throws -> Int {
        let answer = try post("/_login/to/Standup", ["username": "marked", "password": password])
        note(cookiesOf: answer)
        return answer.status
    }

    // MARK: what visitors do

    /// Every way in and every refusal. Afterwards nothing of it may be left.
    func visit() throws {
        try enter()
        try invite()
        try goOnAfterNotice()
        try guess()
        try misbehave()
    }

    /// A login, the next room by the session, and the end of the session.
    private func enter() throws {
        // For the cookies that a login brings back.
        #expect(try visitor().request(site.origin + "/_login/to/Standup?lang=en").status == 200)
        let login = try post("/_login/to/Standup?lang=en", ["username": "marked", "password": password])
        try note(token: "the token after a login", in: login)
        let next = try visitor().request(site.origin + "/_login/to/Retro?lang=en", headers: [])
        try note(token: "the token after a return", in: next)
        let brought = Form.encode(["jwt": typed("a token that was brought")])
        _ = try visitor().request(site.origin + "/_login/to/Retro?lang=en&" + brought)
        note(cookiesOf: login)
        note(cookiesOf: next)
        #expect(try post("/_login/logout", ["session": "end"]).status == 200)
    }

    /// An invitation by the pages, and the one who comes by it.
    private func invite() throws {
        let form = "/_login/invite?room=Standup"
        let page = try post(form, ["username": "marked", "password": password])
        let permit = try page.permit()
        note(Marker(sealed: "the permit to invite", permit))
        func day(_ distance: Double) -> String {
            String(Date(timeIntervalSinceNow: distance * 86_400).ISO8601Format().prefix(16))
        }
        let made = try post(form, ["permit": permit, "name": "Jane", "from": day(-1), "until": day(1)])
        let path = String(
            try #require(made.body.firstMatch(of: /\/_login\/invited\/[\w-]+/), "\(made.body)").0)
        note(Marker(sealed: "the link of an invitation", path.split(separator: "/").last ?? ""))
        #expect(try visitor().request(site.origin + path).status == 200)
        try note(token: "the token of an invitation", in: try post(path, ["join": "1"]))
    }

    /// The page that says when the password expires has the token, and its form brings it back.
    private func goOnAfterNotice() throws {
        note(Marker(typed: "the password that expires", "expiring secret"))
        let page = try post(
            "/_login/to/Standup?lang=en", ["username": "expiring", "password": "expiring secret"])
        let token = try #require(page.body.firstMatch(of: /name="token" value="([^"]+)"/)).1
        note(Marker(token: "the token in a page", String(token)))
        note(cookiesOf: page)
        try note(
            token: "the token that came back", in: try post("/_login/to/Standup", ["token": String(token)]))
    }

    /// What somebody gets who mistypes, each account once, as a throttle would have more of one wait; some type the
    /// password as the name.
    private func guess() throws {
        let room = "/_login/to/Standup"
        for (name, text) in [
            ("alice", typed("a wrong password")), ("bob", typed("a short wrong password", 14)),
            ("zoë", typed("a wrong password of 15 bytes", 15)),
            ("carol", typed("a very long wrong password", 4096)),
            ("nobody", typed("a password for nobody")),
            (typed("a password typed as the name"), typed("the password beside it")),
            (typed("a short password typed as the name", 14), "x"),
        ] {
            #expect(try post(room, ["username": name, "password": text]).status == 403)
        }
    }

    /// Forms that are none.
    private func misbehave() throws {
        let room = "/_login/to/Standup"
        func refused(_ name: String, _ body: (String) -> String) throws {
            let text = typed(name)
            let encoded = Form.encode(["": text]).dropFirst()
            let answer = try visitor().request(
                site.origin + room, headers: ["Origin: \(site.origin)"],
                body: body(String(encoded)) + passOfPage())
            #expect(answer.status >= 400, "\(name)")
        }
        try refused("a password in a broken form") { "username=marked&password=\($0)%zz" }
        try refused("a password twice") { "username=marked&password=\($0)&password=\($0)" }
        try refused("a password in a field of another name") { "user=marked&pass=\($0)" }
        let tooLong = typed("a password beyond what is taken", 5000)
        #expect(try post(room, ["username": "marked", "password": tooLong]).status == 400)
        let foreign = try visitor().request(
            site.origin + room, headers: ["Origin: https://evil.example"],
            body: Form.encode(["username": "marked", "password": typed("a password from another site")]))
        #expect(foreign.status >= 400)
        // Beside nginx, which lets neither pass.
        let large = Form.encode([
            "username": "marked", "password": typed("a password in a form too large", 30_000),
            "more": String(repeating: "x", count: 70_000),
        ])
        try FastCGIPeer.post(large, to: room, socket: site.responder.socket)
        let cut = Form.encode(["username": "marked", "password": typed("a password cut short")])
        try FastCGIPeer.post(cut, to: room, socket: site.responder.socket, leavingAfter: cut.utf8.count - 20)
    }

    /// A login while the directory is stopped in its tracks; `look` is called once it has been asked.
    func visitMuteDirectory(_ look: (Marker) throws -> Void) throws {
        let text = Marker.text(60)
        let marker = Marker(typed: "a password for a mute directory", text)
        note(marker)
        let before = site.responder.log.count
        site.slapd.pause()
        defer { site.slapd.resume() }
        let status = Locked(0)
        let visit = TestThread { [self] in
            let answer = try? post("/_login/to/Standup", ["username": "marked", "password": text])
            status.withLock { $0 = answer?.status ?? -1 }
        }
        visit.start()
        try look(marker)
        #expect(eventually(within: 30) { status.withLock { $0 } != 0 })
        #expect(status.withLock { $0 } == 503)
        #expect(site.responder.log.count > before)
    }

    /// A wrong password whose answer is held back; `look` is called while the program stands still (SIGSTOP).
    func visitRefusalClock(_ look: (Marker) throws -> Void) throws {
        let text = Marker.text(60)
        let marker = Marker(typed: "a password whose refusal waits", text)
        note(marker)
        let lines = refusals
        let answered = Locked(false)
        let visit = TestThread { [self] in
            _ = try? post("/_login/to/Standup", ["username": "twin1", "password": text])
            answered.withLock { $0 = true }
        }
        visit.start()
        #expect(eventually { self.refusals > lines })
        // The worker has said so a moment before it lets go of the form.
        usleep(50_000)
        site.responder.signal(SIGSTOP)
        defer { site.responder.signal(SIGCONT) }
        try look(marker)
        site.responder.signal(SIGCONT)
        #expect(eventually { answered.withLock { $0 } })
    }

    private var refusals: Int { site.responder.log.components(separatedBy: "outcome=refused").count }

    // MARK: requests

    private func visitor() -> Curl {
        Curl(
            trusting: site.slapd.authority.certificateFile,
            arguments: ["--cookie", jar.file("jar"), "--cookie-jar", jar.file("jar")])
    }

    private func post(_ path: String, _ fields: KeyValuePairs<String, String>) throws -> HTTPAnswer {
        let pass = try passOfPage()
        return try visitor().request(
            site.origin + path, headers: ["Origin: \(site.origin)", "Accept-Language: en"],
            body: Form.encode(fields) + pass)
    }

    /// What a page has in its form beside what is typed, as it goes behind the rest; its cookie is in the jar.
    private func passOfPage() throws -> String {
        // Somebody who is signed in would be led on by the room's own.
        let page = try visitor().request(site.origin + "/_login/other?room=A-page-for-its-form&lang=en")
        try #require(page.status == 200)
        note(cookiesOf: page)
        guard let token = page.body.firstMatch(of: /name="form" value="([^"]+)"/) else { return "" }
        note(Marker(sealed: "the token of a form", String(token.1)))
        return "&form=" + token.1
    }

    private func note(token name: String, in answer: HTTPAnswer) throws {
        let address = try #require(answer["location"], "\(name): status \(answer.status)")
        let found = try #require(address.firstMatch(of: /jwt=([^&#]+)/), "\(address)")
        note(Marker(token: name, String(found.1)))
    }

    private func note(cookiesOf answer: HTTPAnswer) {
        for cookie in answer.values("set-cookie") {
            let value = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).last ?? ""
            if value.count > 30 { note(Marker(sealed: "a cookie", value)) }
        }
    }
}
