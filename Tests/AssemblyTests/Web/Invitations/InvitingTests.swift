import FastCGI
import Foundation
import Login
import Testing

@testable import jitsi_ldap_login

@Suite("Inviting on the web")
struct InvitingTests {
    private static let address = "/_login/invite?room=Standup&lang=en"
    private let site: ScriptedSite

    init() throws { site = try InvitationSite.make() }

    private func form(_ permit: String, _ more: String = "") -> String {
        "permit=\(permit)&name=Jane&from=2026-01-01T00:00&until=2026-01-01T00:00&lang=en" + more
    }

    /// A window of an hour from now on, in UTC or whatever the clock of this host is.
    private func window(_ answer: Response) throws -> String {
        let fields = answer.text.matches(of: /type="datetime-local" value="([^"]+)"/).map { String($0.1) }
        try #require(fields.count == 2)
        return "from=\(fields[0])&until=\(fields[1])"
    }

    @Test("with a session needs no password, says as whom, and how it is somebody else")
    func session() throws {
        let cookie = try site.signIn()
        let page = site.get(Self.address, [cookie])
        #expect(page.status == 200 && !page.text.contains("type=\"password\""))
        #expect(page.text.contains("You are signed in as <strong><bdi>Alice &lt;A&gt;</bdi></strong>."))
        #expect(page.text.contains("Sign in as somebody else"))
        #expect(site.lookUps == 1)
        #expect(site.log.last?.hasPrefix("session account=uid=alice,dc=example") == true)
        let permit = try #require(page.permit)
        let made = site.post("permit=\(permit)&name=Jane&lang=en&\(try window(page))", to: Self.address)
        #expect(made.status == 200 && made.text.contains("/_login/invited/"))
        #expect(site.log.last?.contains("account=uid=alice,dc=example") == true)

        // The button posts the language: the login form, whatever the cookie says.
        let other = site.post("lang=en", to: Self.address, [cookie])
        #expect(other.text.contains("type=\"password\"") && other.permit == nil)
    }

    @Test("after a password says as whom, too, and still does where something was wrong")
    func password() throws {
        let page = site.post("username=alice&password=x&lang=en", to: Self.address)
        #expect(page.text.contains("<bdi>Alice &lt;A&gt;</bdi>"))
        let again = site.post(form(try #require(page.permit)), to: Self.address)
        #expect(again.status == 400 && again.text.contains("role=\"alert\""))
        #expect(again.text.contains("<bdi>Alice &lt;A&gt;</bdi>"))
        #expect(again.permit == page.permit)
    }

    @Test("is for moderators: a member with a session gets no form, nor does one who moderates no longer")
    func member() throws {
        let cookie = try site.signIn()
        site.say(.authenticated(InvitationSite.alice([]), notice: nil))
        let page = site.get(Self.address, [cookie])
        #expect(page.status == 403 && page.permit == nil)
        #expect(page.text.contains("only moderators of the room invite others"))
        #expect(page.text.contains("Sign in as somebody else"))
    }

    @Test(
        "is not for a session that is barred after a kick, ended, or whose account is gone or may not enter")
    func barred() throws {
        let cookie = try site.signIn()
        let kicked = site.get("/_login/kicked/to/Standup", [cookie, "HTTP_SEC_FETCH_SITE=same-origin"])
        let barred = site.get(Self.address, [try #require(kicked.cookie)])
        #expect(barred.status == 403 && barred.permit == nil && barred.text.contains("type=\"password\""))

        site.say(.refused(.notFound))
        let gone = site.get(Self.address, [cookie])
        #expect(gone.status == 403 && gone.permit == nil && gone.text.contains("type=\"password\""))
        _ = site.get("/_login/logout", [cookie])
        site.say(.authenticated(InvitationSite.alice(), notice: nil))
        #expect(site.get(Self.address, [cookie]).permit == nil)

        let strict = try ScriptedSite(
            .authenticated(InvitationSite.alice(), notice: nil), allowed: [InvitationSite.hosts],
            rooms: "invitations: {}")
        let own = try strict.signIn()
        strict.say(.authenticated(InvitationSite.alice([]), notice: nil))
        let removed = strict.get(Self.address, [own])
        #expect(removed.status == 403 && removed.permit == nil)
        #expect(removed.header("Set-Cookie")?.contains("Max-Age=0") == true)
    }

    @Test("is no loop, however often the form is opened, and is not offered to a look at the headers")
    func often() throws {
        var cookie = try site.signIn()
        for _ in 1...5 {
            let page = site.get(Self.address, [cookie])
            #expect(page.status == 200 && page.permit != nil)
            cookie = try #require(page.cookie)
        }
        #expect(site.get(Self.address, [cookie], method: "HEAD").permit == nil)
        #expect(site.get("/_login/to/Standup", [cookie]).status == 303)
    }

    @Test(
        "says why where a room lets nobody in without an account, or its moderators are not known",
        arguments: [("shut", "nobody without an account"), ("club", "whoever arrives first")])
    func closed(room: String, says: String) throws {
        let address = "/_login/invite?room=\(room)&lang=en"
        let cookie = try site.signIn()
        let page = site.get(address, [cookie])
        #expect(page.status == 403 && page.permit == nil && page.text.contains(says), "\(page.text)")
        #expect(!page.text.contains("only moderators"))

        // A permit from before the rules were changed.
        let before = try InvitationSite.make(
            "access: {moderators: [\"cn=hosts,dc=example\"]}\ninvitations: {}")
        let permit = try #require(before.post("username=alice&password=x", to: address).permit)
        let made = site.post(form(permit), to: address)
        #expect(made.status == 403 && !made.text.contains("/_login/invited/") && made.text.contains(says))
    }

    @Test("begins where the room opens, and is refused for a time in which the room is closed")
    func closedHours() throws {
        let past = "/_login/invite?room=past&lang=en"
        let page = site.post("username=alice&password=x", to: past)
        let permit = try #require(page.permit)
        let answer = site.post("permit=\(permit)&lang=en&\(try window(page))", to: past)
        #expect(answer.status == 400 && answer.text.contains("closed for all of that time"))

        let future = site.post("username=alice&password=x", to: "/_login/invite?room=future&lang=en")
        #expect(future.text.contains("value=\"2126-03-04T08:05\""))
    }

    @Test("takes no name of a room that no link can hold")
    func longRoom() {
        for room in [String(repeating: "r", count: 256), String(repeating: "%C3%BC", count: 128)] {
            #expect(site.get("/_login/invite?room=\(room)").status == 400)
            #expect(site.post("username=alice&password=x", to: "/_login/invite?room=\(room)").status == 400)
        }
        let tenant = "r" + String(repeating: "%26", count: 63)
        #expect(site.get("/_login/invite?room=r&tenant=\(tenant)").status == 400)
        let longest = String(repeating: "r", count: 255)
        #expect(site.get("/_login/invite?room=\(longest)").status == 200)
    }

    @Test("twice by a double click makes two links, each with an id of its own in the log")
    func twice() throws {
        let page = site.post("username=alice&password=x", to: Self.address)
        let body = "permit=\(try #require(page.permit))&lang=en&\(try window(page))"
        let links = [site.post(body, to: Self.address), site.post(body, to: Self.address)].map {
            $0.text.firstMatch(of: /invited\/([A-Za-z0-9_-]+)/).map { String($0.1) }
        }
        #expect(links[0] != nil && links[1] != nil && links[0] != links[1])
        let ids = site.log.compactMap { $0.firstMatch(of: /invitation=([^ ]+)/).map { String($0.1) } }
        #expect(ids.count == 2 && ids[0] != ids[1])
    }

    @Test(
        "makes a moderator, and lets somebody pass the lobby, where the boxes are ticked and only there",
        arguments: ["", "&moderator=1", "&lobby=1", "&moderator=1&lobby=1"])
    func rights(boxes: String) throws {
        let page = site.post("username=alice&password=x", to: Self.address)
        let made = site.post(
            "permit=\(try #require(page.permit))&name=Jane&\(try window(page))\(boxes)", to: Self.address)
        let path = try #require(made.text.firstMatch(of: /\/_login\/invited\/[A-Za-z0-9_-]+/)).0
        // The name of the invitation holds, whatever is typed.
        let entry = site.post("join=1&name=Mallory", to: String(path))
        #expect(try entry.claims()["moderator"] as? Bool == boxes.contains("moderator"))
        #expect(try entry.userClaims()["lobby_bypass"] as? Bool == (boxes.contains("lobby") ? true : nil))
        #expect(try entry.userClaims()["name"] as? String == "Jane")
    }

    @Test("takes a time that the clocks show twice from its first and until its second")
    func twiceShown() throws {
        // The next night in which clocks are set back, within half a year in one of the two.
        let nights = ["Europe/Berlin", "Australia/Sydney"].compactMap { name -> (String, Date, TimeZone)? in
            guard let zone = TimeZone(identifier: name) else { return nil }
            var change = zone.nextDaylightSavingTimeTransition
            if let date = change, zone.isDaylightSavingTime(for: date.addingTimeInterval(60)) {
                change = zone.nextDaylightSavingTimeTransition(after: date)
            }
            return change.map { (name, $0, zone) }
        }
        let (name, change, zone) = try #require(nights.min { $0.1 < $1.1 })
        let site = try InvitationSite.make(
            "access: {moderators: [\"cn=hosts,dc=example\"]}\ninvitations: {}\n"
                + "rooms: [{match: n, opens: \"2020-01-01 00:00\", zone: \(name)}]")
        let clock = DateFormatter()
        clock.locale = Locale(identifier: "en_US_POSIX")
        clock.timeZone = zone
        clock.dateFormat = "yyyy-MM-dd'T'HH:mm"
        let time = clock.string(from: change.addingTimeInterval(-1800))
        let address = "/_login/invite?room=n"
        let permit = try #require(site.post("username=alice&password=x", to: address).permit)
        #expect(site.post("permit=\(permit)&from=\(time)&until=\(time)", to: address).status == 200)
        let line = try #require(site.log.last)
        let from = Int(change.timeIntervalSince1970) - 1800
        #expect(line.contains("from=\(from) ") && line.contains("until=\(from + 3600)"), "\(line)")
    }

    @Test("is counted by outcome, as joining is")
    func metrics() throws {
        let page = site.post("username=alice&password=x", to: Self.address)
        _ = site.post("permit=\(try #require(page.permit))&\(try window(page))", to: Self.address)
        _ = site.post(form("forged"), to: Self.address)
        _ = site.post("username=alice&password=x", to: "/_login/invite?room=shut")
        _ = site.post("join=1", to: try site.path(to: "Standup", name: "J"))
        _ = site.get(try site.path(to: "Standup", from: 60))
        _ = site.get(try site.path(to: "shut"))
        _ = site.get("/_login/invited/x")
        let metrics = Metrics.text(site.application.counters, nil, [])
        for outcome in ["made", "permit", "may-not-invite", "joined", "early", "guests", "unreadable"] {
            #expect(
                metrics.contains("jitsi_ldap_login_invitations_total{outcome=\"\(outcome)\"} 1\n"),
                "\(outcome)")
        }
    }
}
