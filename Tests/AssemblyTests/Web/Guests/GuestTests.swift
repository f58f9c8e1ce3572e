import Foundation
import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("A guest")
struct GuestTests {
    private static let rules = """
        rooms:
          - {match: talk, guests: true, lobby-bypass: true}
          - {match: stage, guests: true, moderators: first-to-arrive}
          - {match: staff-party, guests: true, allow: ["cn=staff,dc=example"]}
          - {match: board, allow: ["cn=board,dc=example"]}
        """
    private static let alice = Account.alice(in: ["cn=pupils,dc=example"])
    private static let nonce = String(repeating: "0123456789abcdef", count: 4)

    private let site: ScriptedSite

    init() throws { site = try ScriptedSite(.authenticated(Self.alice, notice: nil), rooms: Self.rules) }

    private func join(_ room: String = "talk", name: String = "Jane", _ more: [String] = []) -> Response {
        site.post("guest=\(name)&lang=en", to: "/_login/to/\(room)", more)
    }

    @Test(
        "is always a member of the room, and waits in its lobby, whatever the name, and whoever moderates",
        arguments: ["talk", "stage"], ["Jane", "Alice+%28Moderator%29", "moderator", "uid%3Dalice"])
    func role(room: String, name: String) throws {
        let answer = join(room, name: name)
        let user = try answer.userClaims()
        #expect(user["affiliation"] as? String == "member" && user["moderator"] as? String == "false")
        #expect(try answer.claims()["moderator"] as? Bool == false)
        #expect(user["lobby_bypass"] == nil && user["email"] == nil)
        #expect((user["id"] as? String)?.hasPrefix("guest-") == true)
        #expect(site.log.last?.contains("role=member") == true)
    }

    @Test("has a token for that room alone, and no session")
    func oneRoom() throws {
        let answer = join()
        #expect(try answer.claims()["room"] as? String == "talk")
        #expect(!answer.headers.contains { $0.0 == "Set-Cookie" })
        #expect(site.lookUps == 0)
    }

    @Test(
        "gives a name that can be shown in one line, and else is asked again",
        arguments: [
            ("%E2%80%AEenaJ", "enaJ"), ("J%00a%07ne", "Jane"), ("%F0%9F%98%80+Jane", "😀 Jane"),
            ("%D0%AF%D0%BD%D0%B0", "Яна"), ("+", nil), ("%E2%80%8B%E2%80%8B", nil), ("---", nil),
            ("%0D%0A", nil),
        ] as [(String, String?)])
    func names(typed: String, shown: String?) throws {
        let answer = join(name: typed)
        #expect(answer.status == (shown == nil ? 403 : 303))
        if let shown { #expect(try answer.userClaims()["name"] as? String == shown) }
    }

    @Test("gives a name that is no longer than others can read, nor than a form may bring")
    func longNames() throws {
        let name = try join(name: String(repeating: "a", count: 1200)).userClaims()["name"] as? String
        #expect(name?.count == 100)
        #expect(join(name: String(repeating: "a", count: 1201)).status == 400)
        #expect(join(name: "%FF").status == 400)
    }

    @Test("comes from the apps and from Jitsi's pop-up, too; in a frame nobody signs in")
    func ways() throws {
        let state = "%7B%22room%22%3A%22talk%22%2C%22ios%22%3Atrue%7D"
        let app = site.post("guest=Jane&lang=en", to: "/_login?state=\(state)")
        #expect(app.status == 200 && app.text.contains("org.jitsi.meet://meet.example.org/talk?jwt=ey"))
        #expect(try (app.userClaims()["id"] as? String)?.hasPrefix("guest-") == true)

        let popUp = "/_login?state=%7B%22room%22%3A%22talk%22%7D&nonce=\(Self.nonce)"
        #expect(site.get(popUp).text.contains("name=\"guest\""))
        let handed = site.post("guest=Jane&lang=en", to: popUp)
        #expect(handed.status == 200 && handed.header("Location") == nil)
        #expect(try handed.claims()["room"] as? String == "talk")

        let frame = site.get("/_login/to/talk?lang=en", ["HTTP_SEC_FETCH_DEST=iframe"])
        #expect(!frame.text.contains("<form method=\"post\"") && !frame.text.contains("name=\"guest\""))
    }

    @Test(
        "is not somebody who is signed in: they are led on as themselves, unless they want to be somebody else"
    )
    func signedIn() throws {
        let cookie = try site.signIn(to: "/_login/to/open")
        #expect(try site.get("/_login/to/talk", [cookie]).userClaims()["id"] as? String == "alice")
        let other = site.get("/_login/other/to/talk?lang=en", [cookie])
        #expect(other.status == 200 && other.text.contains("Join as guest"))
        let joined = site.post("guest=Jane", to: "/_login/other/to/talk", [cookie])
        #expect(try (joined.userClaims()["id"] as? String)?.hasPrefix("guest-") == true)
        // The session is not ended by that.
        #expect(try site.get("/_login/to/talk", [cookie]).userClaims()["id"] as? String == "alice")
    }

    @Test(
        "or somebody signed in whom the room's rule keeps out reads who they are, and can be somebody else",
        arguments: ["board", "staff-party"])
    func keptOut(room: String) throws {
        let cookie = try site.signIn(to: "/_login/to/open")
        let refused = site.get("/_login/to/\(room)?lang=en", [cookie])
        #expect(refused.status == 403 && refused.text.contains("<strong><bdi>Alice</bdi></strong>"))
        // Other rooms stay open to them.
        #expect(!refused.headers.contains { $0.0 == "Set-Cookie" })
        let again = site.post("lang=en", to: "/_login/to/\(room)?lang=en", [cookie])
        #expect(again.status == 200 && again.text.contains("name=\"password\""))
        #expect(again.text.contains("Join as guest") == (room == "staff-party"))
        #expect(site.get("/_login/to/open", [cookie]).status == 303)
    }

    @Test("comes from a page of ours: neither from another site nor by a link")
    func origin() {
        #expect(site.post("guest=Jane", to: "/_login/to/talk", from: "https://evil.example").status == 400)
        let link = site.get("/_login/to/talk?guest=Jane&lang=en")
        #expect(link.status == 200 && link.header("Location") == nil)
    }

    @Test("waits for nobody's password: the form takes no place on the way to the directory")
    func pace() {
        #expect(site.pace(of: "guest=Jane&lang=en") == .quick)
    }

    @Test("is counted by how it ended")
    func counted() {
        _ = join()
        _ = join("open")
        let metrics = Metrics.text(site.application.counters, nil, [])
        #expect(metrics.contains("outcome=\"guest\"} 1\n"), "\(metrics)")
        #expect(metrics.contains("outcome=\"guest-refused\"} 1\n"))
    }
}
