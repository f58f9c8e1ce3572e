import Foundation
import TestSupport
import Testing

/// A visit whose meeting is at 8x8's service.
@Suite("With jaas")
struct JaaSTests {
    private static let site = Result { try JaaSSite() }
    private func site() throws -> JaaSSite { try Self.site.get() }

    /// The token of a redirect, checked by PyJWT with the key that the service would have: its header and claims.
    private func token(_ answer: HTTPAnswer) throws -> (header: [String: String], claims: [String: Any]) {
        let location = try #require(answer["location"], "status \(answer.status)")
        let compact = try #require(location.components(separatedBy: "jwt=").last)
        return try token(compact)
    }

    private func token(_ compact: String) throws -> (header: [String: String], claims: [String: Any]) {
        let input = try JSONSerialization.data(withJSONObject: [compact, try site().publicKey])
        let output = try Command.output(
            [
                "/usr/bin/python3", "-c",
                """
                import json, jwt, sys
                token, key = json.load(sys.stdin)
                claims = jwt.decode(token, key, algorithms=["RS256"], audience="jitsi", issuer="chat")
                print(json.dumps([jwt.get_unverified_header(token), claims]))
                """,
            ], input: String(decoding: input, as: UTF8.self))
        let parts = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
        return (try #require(parts[0] as? [String: String]), parts[1])
    }

    @Test(
        "no Jitsi of one's own is looked for, and no token is shown to one",
        arguments: [["--jitsi"], ["--join", "Test"]])
    func noHost(options: [String]) throws {
        let outcome = try Command.run(
            [Product.path("jitsi-ldap-login"), "check", "--config", try site().responder.configurationFile]
                + options)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("with jaas the meetings are at https://8x8.vc"), "\(outcome.errors)")
        #expect(
            !outcome.output.contains("FAILED") && !outcome.output.contains("joining"), "\(outcome.output)")
    }

    @Test(
        "the login leads from a host of its own into the room below the AppID, with the token that the service wants",
        arguments: [("alice", true), ("bob", false)])
    func visit(uid: String, moderates: Bool) throws {
        let site = try site()
        let bounce = try site.get("/Standup?lang=en")
        #expect(bounce.status == 302 && bounce["location"] == "/_login/to/Standup?lang=en")
        let page = try site.get("/_login/to/Standup?lang=en")
        #expect(page.status == 200)
        #expect(page.body.contains("Standup") && !page.body.contains(JaaSSite.appID))
        // Chromium applies form-action to the redirect, too.
        #expect(page["content-security-policy"]?.contains("form-action 'self' https://8x8.vc;") == true)

        let answer = try site.login("/_login/to/Standup?lang=en", as: uid)
        #expect(answer.status == 303)
        #expect(
            answer["location"]?.hasPrefix("https://8x8.vc/\(JaaSSite.appID)/Standup?lang=en&jwt=eyJ") == true)
        let (header, claims) = try token(answer)
        #expect(header == ["typ": "JWT", "alg": "RS256", "kid": "\(JaaSSite.appID)/4f4910"])
        #expect(claims["iss"] as? String == "chat")
        #expect(claims["aud"] as? String == "jitsi")
        #expect(claims["sub"] as? String == JaaSSite.appID)
        #expect(claims["room"] as? String == "standup")
        let context = try #require(claims["context"] as? [String: Any])
        let user = try #require(context["user"] as? [String: Any])
        #expect(user["moderator"] as? String == (moderates ? "true" : "false"))
        // Mandatory there, though access.features is not written.
        let features = try #require(context["features"] as? [String: Bool])
        #expect(features["recording"] == moderates && features["livestreaming"] == moderates)
        #expect(features["screen-sharing"] == true)
    }

    @Test(
        "the AppID may be named as the tenant it is, and no other tenant exists",
        arguments: [
            ("/_login/to/\(JaaSSite.appID)/Standup", true), ("/_login?room=Standup", true),
            ("/_login/to/School/Standup", false), ("/_login?room=Standup&tenant=School", false),
        ])
    func tenants(path: String, exists: Bool) throws {
        let answer = try site().login(path, as: "bob")
        #expect(answer.status == (exists ? 303 : 400))
        #expect(
            answer["location"]?.hasPrefix("https://8x8.vc/\(JaaSSite.appID)/Standup?jwt=")
                == (exists ? true : nil))
    }

    @Test("the token may be in the fragment, and as nobody is bounced there, no cookie stands for it")
    func fragment() throws {
        let site = try JaaSSite(delivery: "fragment")
        let cookies = try site.get("/_login/to/Standup?lang=en").values("set-cookie")
        #expect(cookies.allSatisfy { $0.hasPrefix(FormPass.name + "=") })
        let answer = try site.login("/_login/to/Standup?lang=en", as: "bob")
        #expect(answer.status == 303)
        let location = "https://8x8.vc/\(JaaSSite.appID)/Standup?lang=en#jwt=%22eyJ"
        #expect(answer["location"]?.hasPrefix(location) == true)
        #expect(!answer.values("set-cookie").contains { $0.contains("entered") })
    }

    @Test("the login takes forms from its own pages only, and not from those of the service")
    func ownForms() throws {
        let site = try site()
        for origin in [JaaSSite.service, "https://evil.example"] {
            #expect(try site.login("/_login/to/Standup", as: "alice", from: origin).status == 400)
        }
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 303)
    }

    @Test("the site file that we ship asks for a room where none is named, and bounces no icons")
    func siteFile() throws {
        let site = try site()
        #expect(try site.get("/")["location"] == "/_login/to/")
        let page = try site.get("/_login/to/")
        #expect(page.status == 200 && page.body.contains("name=\"room\""))
        #expect(try site.get("/favicon.ico").status == 404)
        #expect(try site.get("/_login/hook.js").status == 200)
    }

    @Test("mint makes tokens for it too, and none for another tenant")
    func mint() throws {
        let site = try site()
        func mint(_ more: String...) throws -> Command {
            try Command.run(
                [Product.path("jitsi-ldap-login"), "mint", "--room", "Standup", "--user", "anna"] + more
                    + ["--config", site.responder.configurationFile])
        }
        let made = try mint()
        let (_, claims) = try token(made.output.trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(claims["sub"] as? String == JaaSSite.appID)
        #expect((claims["context"] as? [String: Any])?["features"] is [String: Bool])
        let foreign = try mint("--tenant", "School")
        #expect(foreign.status == 65 && foreign.output.isEmpty)
        #expect(foreign.errors.contains("jaas.app-id"))
    }

    @Test("a rule for a tenant's rooms is an error: no address has one")
    func roomOfTenant() throws {
        let folder = try site().responder.folder
        let text = try String(contentsOfFile: site().responder.configurationFile, encoding: .utf8)
        let file = try folder.write(
            text + "\nrooms: [{match: school/exam}, {match: exam}]\n", to: "rooms.yaml")
        let check = try Command.run([Product.path("jitsi-ldap-login"), "check", "--config", file])
        #expect(check.status == 78)
        let problems = check.errors.split(separator: "\n")
        #expect(problems.count { $0.contains("rooms.match") } == 1, "\(check.errors)")
        #expect(check.errors.contains("is for no room: with jaas no address has a tenant: write exam"))
    }

    @Test("a browser goes from the login page into the meeting, and keeps the fragment")
    func browser() throws {
        let site = try site()
        let browser = try Chromium(
            hosts: [JaaSSite.host: "127.0.0.1", "8x8.vc": "127.0.0.1:\(site.port)"],
            trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/Standup#config.startWithAudioMuted=true")
        try browser.find("input[name=username]").type("bob")
        try browser.find("input[name=password]").type("bob secret")
        try browser.find("main form button.first").click()
        #expect(browser.waitForURL { $0.contains("jwt=") })
        let address = try browser.currentURL
        #expect(address.hasPrefix("https://8x8.vc/\(JaaSSite.appID)/Standup?jwt="))
        #expect(address.hasSuffix("#config.startWithAudioMuted=true"))
        #expect(try browser.source.contains("the service"))
        #expect(try !browser.consoleLog().contains { $0.contains("Content Security Policy") })
    }
}
