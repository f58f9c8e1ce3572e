import FastCGI
import Login
import Settings
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("A session")
struct SessionTests {
    private static let form = "username=alice&password=secret&lang=en"
    private static let room = "/_login/to/Retro?lang=en"
    private static let staff = Group(normalizedName: "cn=staff")
    private static let alice = Account.alice(in: [staff.normalizedName])

    /// A site where alice has signed in, and her cookie.
    private func signedIn(
        _ session: String = "{}", form: String = form, allowed: Set<Group> = []
    ) throws -> (ScriptedSite, String) {
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil), allowed: allowed, session: session)
        let answer = site.post(form)
        #expect(answer.status == 303)
        return (site, try #require(answer.cookie))
    }

    private func endsTheSession(_ answer: Response) -> Bool {
        answer.setCookie?.hasPrefix("__Host-jitsi-ldap-login=; Max-Age=0;") == true
    }

    @Test("begins with a login, in a cookie for this host alone that ends with the browser")
    func begins() throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: nil))
        let set = try #require(site.post(Self.form).setCookie)
        let attributes = set.split(separator: "; ").dropFirst()
        #expect(set.hasPrefix("__Host-jitsi-ldap-login=") && set.utf8.count < 4_096)
        #expect(Set(attributes) == ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"])
        #expect(!set.contains("alice"))
    }

    @Test("outlives the browser only for somebody who asked for it, and no longer than it lasts itself")
    func stays() throws {
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil), session: "{idle: 1h, lifetime: 2h}")
        let set = try #require(site.post(Self.form + "&stay=1").setCookie)
        #expect(set.contains("; Max-Age=3600;"))
        #expect(site.get("/_login/to/Standup?lang=en").text.contains("Stay signed in on this device"))
    }

    @Test("leads on without a password, and the directory is asked each time")
    func goesOn() throws {
        let (site, cookie) = try signedIn()
        let answer = site.get(Self.room, [cookie])
        #expect(answer.status == 303)
        #expect(answer.header("Location")?.hasPrefix("https://meet.example.org/Retro?lang=en&jwt=ey") == true)
        #expect(site.lookUps == 1)
        #expect(site.log.last?.contains("session account=uid=alice,dc=example") == true)
        let again = try #require(answer.cookie)
        #expect(again != cookie)
        #expect(site.get("/_login/to/Other", [again]).status == 303)
        #expect(site.lookUps == 2)
    }

    @Test("is none where no key opens it, and the log says so, but not of one that was ended or of no cookie")
    func unreadable() throws {
        let (site, cookie) = try signedIn()
        let torn = String(cookie.dropLast(2)) + (cookie.hasSuffix("AA") ? "BB" : "AA")
        #expect(site.get(Self.room, [torn]).text.contains("name=\"password\""))
        #expect(site.log.last?.hasPrefix("session client=192.0.2.7 outcome=unreadable remedy=") == true)
        let count = site.log.count
        #expect(site.get(Self.room).status == 200 && site.log.count == count)
        _ = site.get("/_login/logout", [cookie])
        #expect(site.get(Self.room, [cookie]).text.contains("name=\"password\""))
        #expect(site.log.last?.hasPrefix("logout ") == true, "\(site.log.last ?? "-")")
    }

    @Test("is not there with lifetime 0: no cookie, no check box")
    func none() throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: nil), session: "{lifetime: 0}")
        let answer = site.post(Self.form + "&stay=1")
        #expect(answer.status == 303 && answer.setCookie == nil)
        #expect(!site.get().text.contains("name=\"stay\""))
    }

    @Test(
        "is none where the cookie is changed, cut, empty, twice there, too long or another's",
        arguments: ["", "x", "AAAA", "a b", "%00", String(repeating: "A", count: 5_000)])
    func forged(_ value: String) throws {
        let (site, cookie) = try signedIn()
        let own = cookie.dropFirst("HTTP_COOKIE=".count)
        for header in [
            "__Host-jitsi-ldap-login=\(value)", "\(own); __Host-jitsi-ldap-login=\(value)", "\(own); \(own)",
            String(own.dropLast()), "x\(own)", own + "A",
        ] {
            let answer = site.get(Self.room, ["HTTP_COOKIE=\(header)"])
            #expect(answer.status == 200 && answer.text.contains("name=\"password\""), "\(header)")
        }
        #expect(site.lookUps == 0)
        #expect(site.get(Self.room, ["HTTP_COOKIE=a=b; \(own); c=d"]).status == 303)
    }

    @Test("is over where the account is gone, with a page that says so")
    func gone() throws {
        let (site, cookie) = try signedIn()
        site.say(.refused(.notFound))
        let answer = site.get(Self.room, [cookie])
        #expect(answer.status == 403 && endsTheSession(answer))
        #expect(answer.text.contains("your account or its password has changed"))
        #expect(answer.text.contains("name=\"password\""))
    }

    @Test("is over where its name has gone to another account")
    func another() throws {
        for other in [("uid=alice,dc=new", "alice"), ("uid=alice,dc=example", "alice2")] {
            let (site, cookie) = try signedIn()
            let account = Account(
                dn: other.0, id: other.1, name: "Alice", email: nil, groups: [Self.staff])
            site.say(.authenticated(account, notice: nil))
            let answer = site.get(Self.room, [cookie])
            #expect(answer.status == 403 && endsTheSession(answer))
        }
    }

    @Test(
        "is over where the account is disabled or has expired, with a page that says so",
        arguments: [
            (AccountProblem.disabled, "Your account is disabled"), (.expired, "Your account has expired"),
            (.passwordExpired, "Your password has expired"), (.mustChangePassword, "You need a new password"),
        ])
    func problem(_ problem: AccountProblem, _ heading: String) throws {
        let (site, cookie) = try signedIn()
        site.say(.accountProblem(problem, detail: "said so"))
        let answer = site.get(Self.room, [cookie])
        #expect(answer.status == 403 && endsTheSession(answer) && answer.text.contains(heading))
    }

    @Test("is over where the account has left the groups that may enter")
    func removed() throws {
        let (site, cookie) = try signedIn(allowed: [Self.staff])
        let account = Account(dn: Self.alice.dn, id: "alice", name: "Alice", email: nil, groups: [])
        site.say(.authenticated(account, notice: nil))
        let answer = site.get(Self.room, [cookie])
        #expect(answer.status == 403 && endsTheSession(answer))
        #expect(answer.text.contains("This account may not enter"))
    }

    @Test("stays where only this room is closed to the account")
    func otherRoom() throws {
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil),
            rooms: "rooms: [{match: Retro, allow: ['cn=board,dc=example']}]")
        let own = try #require(site.post(Self.form).cookie)
        let answer = site.get(Self.room, [own])
        #expect(answer.status == 403 && answer.setCookie == nil)
        #expect(site.get("/_login/to/Other", [own]).status == 303)
    }

    @Test("is not there without a service account: nobody could look up whose it is")
    func asUser() throws {
        #expect(try !Self.hasSessions(bind: "{as-user: 'uid={username},dc=example'}"))
        #expect(try Self.hasSessions(bind: "{dn: 'cn=jitsi,dc=example'}, users: {base: 'dc=example'}"))
    }

    private static func hasSessions(bind: String) throws -> Bool {
        let folder = try TemporaryFolder()
        for (name, text) in [
            ("app-secret", "a secret of the test, long enough for HS256"), ("ldap-password", "unused"),
            ("session-key", "dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3QncyBrZXk="),
        ] { try folder.write(text, to: name, mode: 0o600) }
        let file = try folder.write(
            """
            meet: {url: "\(ScriptedSite.origin)"}
            token: {app-id: meet}
            directory: {servers: ["ldaps://ldap.example"], kind: openldap, bind: \(bind)}
            """, to: "config.yaml")
        let configuration = try Configuration.load(path: file, environment: [:], checks: .byModules)
        return try Assembler.assemble(configuration) { _ in }.sessions != nil
    }

    @Test("waits where the directory does not answer: a page that says so, and the session stays")
    func unreachable() throws {
        let (site, cookie) = try signedIn()
        site.say(.unreachable(cause: "refused"))
        let answer = site.get(Self.room, [cookie])
        #expect(answer.status == 503 && answer.setCookie == nil)
        #expect(!answer.text.contains("name=\"password\""))
        #expect(answer.text.contains("name=\"session\" value=\"go\""))
        site.say(.authenticated(Self.alice, notice: nil))
        #expect(site.post("session=go&lang=en", to: Self.room, [cookie]).status == 303)
    }

    @Test("lets nobody in after a kick without the password")
    func kicked() throws {
        let (site, cookie) = try signedIn()
        let page = site.get("/_login/kicked/to/Retro?lang=en", [cookie, "HTTP_SEC_FETCH_SITE=same-origin"])
        #expect(page.text.contains("You were removed") && page.text.contains("Not you?"))
        let barred = try #require(page.cookie)
        for answer in [
            site.get(Self.room, [barred]), site.post("session=go&lang=en", to: Self.room, [barred]),
        ] {
            #expect(answer.status == 403 && answer.text.contains("name=\"password\""))
            #expect(answer.text.contains("You were removed from a meeting"))
        }
        #expect(site.lookUps == 0)
        let anew = site.post(Self.form, to: Self.room, [barred])
        #expect(site.get("/_login/to/Other", [try #require(anew.cookie)]).status == 303)
    }

    @Test(
        "is not barred by a page of another site that leads to the page of the kicked, nor with after-kick 0")
    func notKicked() throws {
        let (site, cookie) = try signedIn()
        let page = site.get("/_login/kicked/to/Retro?lang=en", [cookie, "HTTP_SEC_FETCH_SITE=cross-site"])
        #expect(page.setCookie == nil)
        let (lenient, other) = try signedIn("{after-kick: 0}")
        #expect(lenient.get("/_login/kicked/to/Retro?lang=en", [other]).setCookie == nil)
    }

    @Test(
        "ends with a visit of the logout, for every copy of its cookie",
        arguments: ["HTTP_SEC_FETCH_SITE=same-origin", "HTTP_SEC_FETCH_SITE=none", "X=1"])
    func logout(_ site: String) throws {
        let (scripted, cookie) = try signedIn()
        let answer = scripted.get("/_login/logout?lang=en", [cookie, site])
        #expect(endsTheSession(answer) && answer.text.contains("You are signed out"))
        #expect(scripted.get(Self.room, [cookie]).text.contains("name=\"password\""))
        #expect(scripted.log.contains { $0.hasPrefix("logout account=uid=alice,dc=example") })
    }

    @Test(
        "is not ended by another site: the visitor is asked, and says so by a form of ours",
        arguments: ["cross-site", "same-site", "?"])
    func foreignLogout(_ relation: String) throws {
        let (site, cookie) = try signedIn()
        let asked = site.get("/_login/logout?lang=en", [cookie, "HTTP_SEC_FETCH_SITE=\(relation)"])
        #expect(asked.setCookie == nil && asked.text.contains("Sign out?"))
        #expect(site.get(Self.room, [cookie]).status == 303)
        // Nor by its form, whatever it may send along.
        for body in ["session=end", "session=go"] {
            let forged = site.post(body, to: "/_login/logout", from: "https://evil.example", [cookie])
            #expect(forged.status == 400 && forged.setCookie == nil)
        }
        let joined = site.post("session=go", to: Self.room, from: "null", [cookie])
        #expect(joined.status == 400 && joined.header("Location") == nil)
        let answer = site.post("session=end&lang=en", to: "/_login/logout", [cookie])
        #expect(endsTheSession(answer) && answer.text.contains("You are signed out"))
        #expect(site.get(Self.room, [cookie]).status == 200)
    }

    @Test("is not ended by looking at the headers only, nor does that lead on")
    func head() throws {
        let (site, cookie) = try signedIn()
        #expect(site.get("/_login/logout", [cookie], method: "HEAD").setCookie == nil)
        #expect(site.get(Self.room, [cookie], method: "HEAD").status == 200)
        #expect(site.get(Self.room, [cookie]).status == 303)
    }

    @Test("gives a third token within seconds only to somebody who asks for it by a button")
    func loop() throws {
        let (site, cookie) = try signedIn()
        let first = site.get(ScriptedSite.address, [cookie])
        #expect(first.status == 303)
        let second = try #require(first.cookie)
        let stopped = site.get(ScriptedSite.address, [second])
        #expect(stopped.status == 200 && stopped.header("Location") == nil)
        #expect(stopped.text.contains("The meeting does not let you in"))
        #expect(stopped.text.contains("check --jitsi"))
        #expect(site.log.contains { $0.hasPrefix("loop account=") })
        #expect(site.get("/_login/to/Other", [second]).status == 303)
        #expect(site.post("session=go&lang=en", [second]).status == 303)
    }

    @Test("invites to a room that was entered twice within seconds: no token is given for that")
    func loopAndInvitation() throws {
        let site = try ScriptedSite(
            .authenticated(Self.alice, notice: nil),
            rooms: "invitations: {}\naccess: {moderators: ['cn=staff']}")
        let first = try #require(site.post(Self.form).cookie)
        let second = try #require(site.get(ScriptedSite.address, [first]).cookie)
        #expect(site.get(ScriptedSite.address, [second]).text.contains("The meeting does not let you in"))
        let invite = site.get("/_login/invite?room=Standup&lang=en", [second])
        #expect(!invite.text.contains("The meeting does not let you in"), "\(invite.text)")
        // And no number of invitations makes one.
        var latest = try #require(site.post(Self.form, to: "/_login/invite?room=Retro").cookie)
        for _ in 1...3 {
            latest = try #require(site.get("/_login/invite?room=Retro&lang=en", [latest]).cookie)
        }
        #expect(site.get("/_login/to/Retro", [latest]).status == 303)
    }

    @Test("in an app's page leads somebody else to a login that goes back into the app")
    func somebodyElseInApp() throws {
        let (site, cookie) = try signedIn()
        let query = "state=%7B%22room%22%3A%22Retro%22%2C%22electron%22%3Atrue%7D&lang=en"
        let shown = site.get("/_login?" + query, [cookie])
        #expect(shown.text.contains("Signed in as") || shown.text.contains("signed in as"))
        let other = "/_login/other?" + query
        #expect(shown.text.contains("href=\"\(other.replacing("&", with: "&amp;"))\""), "\(shown.text)")
        let form = site.get(other, [cookie])
        #expect(form.status == 200 && form.text.contains("name=\"password\""))
        let back = site.post(Self.form, to: other, [cookie])
        #expect(back.text.contains("jitsi-meet://meet.example.org/Retro?jwt="))
        #expect(site.get("/_login?" + query, [cookie]).text.contains("name=\"password\""))
    }

    @Test("is not used where somebody else wants to sign in, and a login as them ends it")
    func somebodyElse() throws {
        let (site, cookie) = try signedIn()
        let denied = site.get("/_login/denied/to/Retro?lang=en", [cookie])
        #expect(denied.text.contains("href=\"/_login/other/to/Retro?lang=en\""))
        #expect(denied.text.contains("You are signed in as"))
        let form = site.get("/_login/other/to/Retro?lang=en", [cookie])
        #expect(form.status == 200 && form.text.contains("name=\"password\""))
        #expect(site.post(Self.form, to: "/_login/other/to/Retro", [cookie]).status == 303)
        #expect(site.get(Self.room, [cookie]).status == 200)
    }

    @Test("leads a frame on where it is sent with it; else a frame gets its own page")
    func frame() throws {
        let (site, cookie) = try signedIn()
        let frame = "HTTP_SEC_FETCH_DEST=iframe"
        #expect(site.get(Self.room, [cookie, frame]).status == 303)
        site.say(.unreachable(cause: "refused"))
        let answer = site.get(Self.room, [cookie, frame])
        #expect(answer.status == 200 && answer.text.contains("Open in a new tab"))
    }

    @Test("makes a visit wait for the directory only where it is one of ours and leads to a login")
    func pace() throws {
        let (site, cookie) = try signedIn()
        #expect(site.pace(ofLook: Self.room, [cookie]) == .slow)
        #expect(site.pace(ofLook: Self.room, ["HTTP_COOKIE=__Host-jitsi-ldap-login=AAAA"]) == .quick)
        #expect(site.pace(ofLook: Self.room, []) == .quick)
        #expect(site.pace(ofLook: "/_login/hook.js", [cookie]) == .quick)
        #expect(site.pace(ofLook: "/_login/other/to/Retro", [cookie]) == .quick)
    }

    @Test("that ends while its visit waits for the directory is over when its turn comes")
    func endedMeanwhile() throws {
        let (site, cookie) = try signedIn()
        let lookUps = site.lookUps
        let answer = site.request(
            "", to: Array(Self.room.utf8), from: nil, method: "GET", [cookie]
        ) { request in
            #expect(site.application.pace(of: request) == .slow)
            _ = site.get("/_login/logout", [cookie, "HTTP_SEC_FETCH_SITE=same-origin"])
            return site.application.respond(to: request)
        }
        #expect(answer.status == 200 && answer.text.contains("name=\"password\""))
        #expect(site.lookUps == lookUps)
    }

    @Test("is answered by the configuration that is in force when its turn comes")
    func reloadMeanwhile() throws {
        let (site, cookie) = try signedIn()
        let other = try ScriptedSite(.unreachable(cause: "refused"), session: "{lifetime: 0s}")
        let answer = site.request(
            "", to: Array(Self.room.utf8), from: nil, method: "GET", [cookie]
        ) { request in
            #expect(site.application.pace(of: request) == .slow)
            site.application.adopt(other.application.assembly)
            return site.application.respond(to: request)
        }
        // It keeps no sessions.
        #expect(answer.status == 200 && answer.text.contains("name=\"password\""))
    }
}
