import Foundation
import TestSupport
import Testing

@Suite("The link of an invitation")
struct InvitationTests {
    private static let site = Result { try InvitingSite.make() }
    private func site() throws -> MeetSite { try Self.site.get() }
    private static var now: Int { Int(Date.now.timeIntervalSince1970) }

    @Test("shows room and name, and leads into the room by a short token once the button is pressed")
    func join() throws {
        let site = try site()
        let until = Self.now + 600
        let path = try site.invitation(
            "--room", "Réunion 1", "--tenant", "School", "--name", "Jane Doe", "--until", "\(until)")
        let page = try site.get(path, headers: ["Accept-Language: en"])
        #expect(page.status == 200)
        for part in ["Réunion 1", "Jane Doe", "name=\"join\"", "(UTC"] { #expect(page.body.contains(part)) }
        #expect(!page.body.contains("name=\"name\""))
        #expect(page["referrer-policy"] == "strict-origin" && page["cache-control"] == "no-store")

        let answer = try site.post(path, ["join": "1"])
        #expect(answer.status == 303)
        #expect(answer["location"]?.hasPrefix("\(site.origin)/School/R%C3%A9union%201?jwt=") == true)
        let token = try ReadToken(answer)
        #expect(token["room"] == "r%c3%a9union%201" && token["sub"] == "school")
        #expect(token.user["name"] as? String == "Jane Doe")
        #expect(token.isModerator == false && token.user["affiliation"] as? String == "member")
        #expect(token.user["lobby_bypass"] == nil)
        #expect((token.user["id"] as? String)?.hasPrefix("invited-") == true)
        #expect(token.claims["exp"] as? Int == until)
        let again = try ReadToken(try site.post(path, ["join": "1"]))
        #expect(again.user["id"] as? String == token.user["id"] as? String)
    }

    @Test("asks for the name where it has none, and says as what somebody comes")
    func nameless() throws {
        let site = try site()
        let path = try site.invitation("--room", "Standup", "--moderator", "--lobby-bypass")
        #expect(try site.get(path).body.contains("name=\"name\""))
        #expect(try site.post(path, ["join": "1", "name": "  "])["location"] == nil)
        let jane = try ReadToken(try site.post(path, ["join": "1", "name": "Jane"]))
        let joe = try ReadToken(try site.post(path, ["join": "1", "name": "Joe"]))
        #expect(jane.user["name"] as? String == "Jane" && jane.isModerator == true)
        #expect(jane.user["lobby_bypass"] as? Bool == true)
        #expect(jane.user["id"] as? String != joe.user["id"] as? String)
    }

    @Test("makes nothing when it is only looked at, and logs its id and not itself")
    func preview() throws {
        let site = try InvitingSite.make()
        let path = try site.invitation("--room", "Standup", "--name", "Jane")
        for method in ["GET", "HEAD", "GET"] {
            let answer = try site.get(path, method: method)
            #expect(answer.status == 200 && answer["location"] == nil)
            #expect(answer.values("set-cookie").allSatisfy { $0.hasPrefix(FormPass.name + "=") })
        }
        #expect(!site.responder.log.contains("invitation="))
        _ = try site.post(path, ["join": "1"])
        #expect(eventually { site.responder.log.contains("outcome=joined") })
        #expect(site.responder.log.contains("invitation="))
        #expect(!site.responder.log.contains(path.suffix(40)) && !site.responder.log.contains("Jane"))
    }

    @Test("says when it begins before its window, and that it is over after it; in the visitor's language")
    func window() throws {
        let site = try site()
        let early = try site.invitation("--room", "R", "--from", "\(Self.now + 3600)")
        let answer = try site.post(early, ["join": "1", "name": "Jane"])
        #expect(answer.status == 403 && answer.body.contains("Your invitation is for later"))
        #expect(answer["location"] == nil)
        let german = try site.get(early, headers: ["Accept-Language: de"])
        #expect(german.body.contains("gilt erst später") && german.body.contains("Uhr (UTC"))

        let short = try site.invitation("--room", "R", "--name", "J", "--until", "\(Self.now + 15)")
        #expect(eventually(within: 60) { (try? site.get(short))?.status == 410 })
        let over = try site.post(short, ["join": "1"])
        #expect(over.status == 410 && over["location"] == nil && over.body.contains("is over"))
    }

    @Test("does not hold where it was changed, cut short, or made of something else")
    func hostile() throws {
        let site = try site()
        let path = try site.invitation("--room", "R", "--name", "J")
        let rows = [
            path + "A", String(path.dropLast()), path + "/x", "/_login/invited/", "/_login/invited/x",
            "/_login/invited/%2f%2fevil.example", "/_login/invited//evil.example",
            "/_login/invited/" + String(repeating: "A", count: 6000),
            path.replacing("/_login/invited/", with: "/_login/invited/A"),
        ]
        for row in rows {
            #expect(try site.get(row).status == 404, "\(row)")
            let answer = try site.post(row, ["join": "1", "name": "J"])
            #expect(answer.status == 404 && answer["location"] == nil, "\(row)")
        }
    }

    @Test(
        "leads to the configured host and no other, whatever the room is called",
        arguments: [
            "//evil.example", "/\\evil", "https:evil.example", "@evil.example", "evil.example:443", "a?jwt=x",
            "a#b", "..", "javascript:alert(1)", "\"><script>", "a b", "Zoë", "%2f%2fevil", "a&b=c", "*", "_x",
            "\u{202E}x", "a\r\nSet-Cookie: x=y",
        ])
    func host(room: String) throws {
        let site = try site()
        let made = try site.invite("--room", room, "--name", "J")
        guard made.status == 0 else {
            #expect(made.status == 65 && made.output.isEmpty)
            return
        }
        let link = made.output.trimmingCharacters(in: .newlines)
        let answer = try site.post(String(link.dropFirst(site.origin.count)), ["join": "1"])
        let location = try #require(answer["location"])
        #expect(location.hasPrefix(site.origin + "/"))
        #expect(URLComponents(string: location)?.host == MeetSite.host)
        #expect(answer["set-cookie"] == nil)
        #expect(try ReadToken(answer)["room"] != "*")
    }

    @Test("takes no form from another site, and no form that cannot be read")
    func forms() throws {
        let site = try site()
        let path = try site.invitation("--room", "R", "--name", "J")
        for origin in ["https://evil.example", "null"] {
            let answer = try site.curl.request(
                site.origin + "/", target: path, headers: ["Origin: \(origin)"], body: "join=1")
            #expect(answer.status == 400 && answer["location"] == nil)
        }
        for body in [
            "", "x=1", "join=1&join=1", "join=1&name=%zz", "join=1&name=%ff",
            "join=1&name=" + String(repeating: "x", count: 1201),
        ] {
            let answer = try site.post(path, body: body, with: FormPass(site.get(path)))
            #expect(answer.status == 400, "\(body)")
        }
        let switched = try site.post(path, ["lang": "de"])
        #expect(switched.status == 200 && switched.body.contains("Sie sind eingeladen"))
    }

    @Test(
        "is revoked by not-before and with its key, and does not hold where the room or the file lets nobody in"
    )
    func revoked() throws {
        let later = ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(5))
        let path = try site().invitation("--room", "R", "--name", "J")
        let rows: [(String, String)] = [
            ("invitations: {not-before: \(later)}", ""), ("", ""),
            ("invitations: {}", "rooms: [{match: \"R\", guests: false}]"),
            ("invitations: {}", "rooms: [{match: \"R\", closes: 2020-01-01T00:00:00Z}]"),
        ]
        for (invitations, rooms) in rows {
            let site = try InvitingSite.make(invitations, rooms: rooms)
            let answer = try site.post(path, ["join": "1"])
            #expect(answer["location"] == nil, "\(invitations) \(rooms)")
            #expect([400, 404, 410].contains(answer.status), "\(invitations) \(rooms): \(answer.status)")
        }
    }
}
