import Foundation
import TestSupport
import Testing

@Suite("The login form")
struct FormTests {
    private static let site = Result { try MeetSite() }
    private func site() throws -> MeetSite { try Self.site.get() }
    private static let right = Form.encode(["username": "alice", "password": "alice secret"])

    @Test(
        "from another site is refused",
        arguments: [
            ["Origin: https://evil.example"], ["Origin: null"], ["Sec-Fetch-Site: cross-site"],
            ["Sec-Fetch-Site: same-site"],
            ["Origin: http://meet.example.org"],
        ])
    func otherOrigin(headers: [String]) throws {
        let site = try site()
        let pass = FormPass(try site.get(FormPass.page))
        let answer = try site.curl.request(
            site.origin + "/", target: "/_login/to/Standup", headers: pass.headers(headers),
            body: pass.body(Self.right))
        #expect(answer.status == 400)
        #expect(answer["location"] == nil)
    }

    @Test(
        "is refused where it cannot be read",
        arguments: [
            "username=a&username=b&password=c", "username=%zz&password=c", "password=c", "username=a",
            "username=a%0d%0ab&password=c", "username=%ff&password=c", "username=a%00b&password=c",
            String(repeating: "f=1&", count: 10_000), "",
        ])
    func unreadable(body: String) throws {
        let site = try site()
        let answer = try site.post(
            "/_login/to/Standup", body: body, with: FormPass(site.get(FormPass.page)))
        #expect(answer.status == 400)
        #expect(answer["location"] == nil)
    }

    @Test(
        "of another media type is refused",
        arguments: ["multipart/form-data; boundary=x", "application/json", "text/plain"])
    func mediaType(type: String) throws {
        let site = try site()
        let answer = try site.post(
            "/_login/to/Standup", body: Self.right, headers: ["Content-Type: \(type)"],
            with: FormPass(site.get(FormPass.page)))
        #expect(answer.status == 400)
    }

    @Test("of more than 64 KiB is too large")
    func tooLarge() throws {
        let site = try site()
        let answer = try site.post(
            "/_login/to/Standup", ["username": "a", "password": String(repeating: "p", count: 70_000)])
        #expect(answer.status == 413)
    }

    @Test("takes passwords with spaces, signs and letters of every kind, byte for byte")
    func passwords() throws {
        let rows = [
            "lead": " leading", "trail": "trailing ", "signs": "a+b%20&c=d", "umlaut": "pässwörd ✓",
            "long": String(repeating: "x", count: 4000),
        ]
        let people = rows.map {
            SlapdPeople.person(uid: $0, name: $0, mail: "\($0)@example.org", password: Array($1.utf8))
        }
        let site = try MeetSite(slapd: Slapd(ldif: people.joined()), more: "")
        for (uid, password) in rows {
            #expect(try site.login("/_login/to/Standup", as: uid, password: password).status == 303, "\(uid)")
            let trimmed = password.trimmingCharacters(in: .whitespaces)
            if trimmed != password {
                #expect(
                    try site.login("/_login/to/Standup", as: uid, password: trimmed).status == 403, "\(uid)")
            }
        }
    }

    @Test("switches the language and keeps it through a refused login")
    func language() throws {
        let site = try site()
        // Not only lang="de": the switch on an English page has that too.
        let german = "<html lang=\"de\""
        #expect(
            !(try site.get("/_login/to/Standup", headers: ["Accept-Language: en"]).body.contains(german)))
        #expect(
            try site.get("/_login/to/Standup", headers: ["Accept-Language: de-AT,de;q=0.9"]).body.contains(
                german))
        #expect(
            try site.get("/_login/to/Standup?lang=de", headers: ["Accept-Language: en"]).body.contains(
                german))
        let switched = try site.post("/_login/to/Standup", ["lang": "de"])
        #expect(switched.status == 200)
        #expect(switched.body.contains(german))
        let refused = try site.post(
            "/_login/to/Standup", ["username": "alice", "password": "wrong", "lang": "de"])
        #expect(refused.status == 403)
        #expect(refused.body.contains("Benutzername"))
    }

    @Test(
        "is never accepted where there is no login",
        arguments: ["/_login/denied/to/Standup", "/_login/kicked", "/_login/logout", "/_login"])
    func elsewhere(path: String) throws {
        let answer = try site().login(path, as: "alice")
        #expect(answer.status == 400)
        #expect(answer["location"] == nil)
    }
}
