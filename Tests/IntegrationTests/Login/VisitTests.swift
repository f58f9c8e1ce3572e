import Foundation
import TestSupport
import Testing

@Suite("A visit")
struct VisitTests {
    private static let site = Result {
        try MeetSite(more: Responder.access + "\n" + Responder.unthrottled)
    }
    private func site() throws -> MeetSite { try Self.site.get() }

    @Test(
        "leads from the room to the login page, and with the right password back with a token for that room")
    func wholeVisit() throws {
        let site = try site()
        let bounce = try site.get("/Standup")
        #expect(bounce.status == 302)
        #expect(
            bounce["location"] == "\(site.origin)/_login/to/Standup"
                || bounce["location"] == "/_login/to/Standup")

        let page = try site.get("/_login/to/Standup", headers: ["Accept-Language: en"])
        #expect(page.status == 200)
        #expect(page.body.contains("Standup"))
        #expect(page.body.contains("autocomplete=\"current-password\""))

        let wrong = try site.login("/_login/to/Standup", as: "alice", password: "wrong")
        #expect(wrong.status == 403)
        #expect(wrong.body.contains("The user name or password is not right."))
        #expect(!wrong.body.contains("wrong\""))
        #expect(wrong.body.contains("value=\"alice\""))

        let right = try site.login("/_login/to/Standup", as: "alice")
        #expect(right.status == 303)
        #expect(try #require(right["location"]).hasPrefix("\(site.origin)/Standup?jwt="))
        #expect(right["referrer-policy"] == "no-referrer")
        #expect(right["cache-control"] == "no-store")
        let token = try ReadToken(right)
        #expect(token["room"] == "standup")
        #expect(token["sub"] == MeetSite.host)
        #expect(token.isModerator == true)
        #expect(token.user["moderator"] as? String == "true")
        #expect(token.user["affiliation"] as? String == "owner")
        #expect(token.user["name"] as? String == "Alice Adams")

        let room = try site.get(String(try #require(right["location"]).dropFirst(site.origin.count)))
        #expect(room.status == 200)
        #expect(room.body.contains("the meeting page"))
    }

    @Test(
        "keeps what belongs to the address, and the token is for that room alone",
        arguments: [
            ("/R%C3%A9union", "/R%C3%A9union?jwt=", "r%c3%a9union", nil),
            ("/A+B", "/A+B?jwt=", "ab", nil),
            ("/UPPER", "/UPPER?jwt=", "upper", nil),
            ("/Standup?lang=de", "/Standup?lang=de&jwt=", "standup", nil),
            ("/School/Room?lang=de&x=1", "/School/Room?lang=de&x=1&jwt=", "room", "school"),
            ("/Standup?jwt=", "/Standup?jwt=", "standup", nil),
        ] as [(String, String, String, String?)])
    func addresses(path: String, returnsTo: String, room: String, tenant: String?) throws {
        let site = try site()
        let bounce = try site.get(path)
        let login = try #require(bounce["location"]).replacingOccurrences(of: site.origin, with: "")
        #expect(login.hasPrefix("/_login/to/"))
        let answer = try site.login(login, as: "bob")
        #expect(answer.status == 303)
        #expect(try #require(answer["location"]).hasPrefix(site.origin + returnsTo))
        let token = try ReadToken(answer)
        #expect(token["room"] == room)
        #expect(token["sub"] == tenant ?? MeetSite.host)
        #expect(token.isModerator == false)
        #expect(token.user["affiliation"] as? String == "member")
    }

    @Test(
        "finds the account by user name or mail address, in any case of letters",
        arguments: ["zoë", "zoe@example.org", "ZOE@EXAMPLE.ORG"])
    func names(typed: String) throws {
        let answer = try site().login("/_login/to/Standup", as: typed, password: "zoë secret")
        #expect(answer.status == 303)
        let token = try ReadToken(answer)
        #expect(token.user["id"] as? String == "zoë")
        #expect(token.user["name"] as? String == "Zoë Müller")
        #expect(token.user["email"] as? String == "zoe@example.org")
    }

    @Test(
        "with a name that is nobody's, or several people's, gets the same answer as with a wrong password",
        arguments: [
            "nobody", "*", "a*", ")(uid=*", "*)(|(uid=*))", "\\2a", "\\", "alice)(objectClass=*",
            "twins@example.org",
        ])
    func uniformRefusal(typed: String) throws {
        let site = try site()
        let wrong = try site.post("/_login/to/Standup", ["username": "alice", "password": "wrong"])
        let other = try site.post("/_login/to/Standup", ["username": typed, "password": "twin1 secret"])
        #expect(other.status == 403)
        #expect(other.status == wrong.status)
        #expect(
            other.headers.filter { !$0.hasPrefix("date:") && !$0.hasPrefix("content-length:") }
                == wrong.headers.filter { !$0.hasPrefix("date:") && !$0.hasPrefix("content-length:") })
        #expect(other.body.contains("The user name or password is not right."))
        #expect(
            other.body.components(separatedBy: "<form").count
                == wrong.body.components(separatedBy: "<form").count)
    }

    @Test(
        "is refused no earlier than a whole second after it came, so that the time does not tell who exists",
        arguments: ["alice", "nobody", "twins@example.org"])
    func refusalTakesItsTime(typed: String) throws {
        let site = try site()
        let start = ContinuousClock.now
        let answer = try site.post("/_login/to/Standup", ["username": typed, "password": "wrong"])
        #expect(answer.status == 403)
        #expect(ContinuousClock.now - start >= .seconds(1))
    }

    @Test("without a password says so and does not ask the directory")
    func emptyPassword() throws {
        // A site of its own, as the binds of other tests would be counted too.
        let site = try MeetSite()
        let answer = try site.post("/_login/to/Standup", ["username": "alice", "password": ""])
        #expect(answer.status == 403)
        #expect(answer.body.contains("Please enter your user name and your password."))
        #expect(answer["location"] == nil)
        #expect(site.slapd.binds(as: SlapdPeople.alice) == 0)
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 303)
        #expect(site.slapd.binds(as: SlapdPeople.alice) == 1)
    }

    @Test("by somebody in no allowed group ends on a page that says who is signed in")
    func notAllowed() throws {
        let answer = try site().login("/_login/to/Standup", as: "carol")
        #expect(answer.status == 403)
        #expect(answer["location"] == nil)
        #expect(answer.body.contains("Carol Clark"))
    }

    @Test(
        "by link and by tokenAuthUrl works as by the bounce",
        arguments: [
            ("/_login?room=Standup", "/Standup?jwt=", "standup"),
            ("/_login?state=%7Bstate%7D&room=Standup", "/Standup?jwt=", "standup"),
            ("/_login?tenant=School&room=My+Room", "/School/My%20Room?jwt=", "my%20room"),
        ])
    func namedRooms(path: String, returnsTo: String, room: String) throws {
        let site = try site()
        let answer = try site.login(path, as: "bob")
        #expect(try #require(answer["location"]).hasPrefix(site.origin + returnsTo))
        #expect(try ReadToken(answer)["room"] == room)
    }
}
