import Foundation
import TestSupport
import Testing

/// The token in the fragment, by curl with a jar for cookies: it keeps to their paths and ages as browsers do.
@Suite("The token in the fragment, through nginx")
struct FragmentTests {
    /// Without sessions, which would lead into the room by themselves.
    private static let more = Responder.access + "\nsession: {lifetime: 0}"
    private static let site = Result { try MeetSite(delivery: "fragment", more: more) }
    private func site() throws -> MeetSite { try Self.site.get() }
    private static let entered = "__Secure-jitsi-ldap-login-entered"

    /// Somebody with a browser's cookies.
    private struct Visitor {
        let site: MeetSite
        let jar = Result { try TemporaryFolder() }

        func curl() throws -> Curl {
            let jar = try jar.get().file("jar")
            return Curl(
                trusting: site.slapd.authority.certificateFile,
                arguments: ["--cookie", jar, "--cookie-jar", jar])
        }
        func get(_ path: String, headers: [String] = []) throws -> HTTPAnswer {
            try curl().request(site.origin + path, headers: headers)
        }
        func post(_ path: String, _ fields: KeyValuePairs<String, String>) throws -> HTTPAnswer {
            let pass = FormPass(try get(FormPass.page))
            return try curl().request(
                site.origin + path, headers: ["Origin: \(site.origin)", "Accept-Language: en"],
                body: pass.body(Form.encode(fields)))
        }
        func login(_ path: String, as uid: String = "bob") throws -> HTTPAnswer {
            try post(path, ["username": uid, "password": SlapdPeople.password(of: uid)])
        }
    }

    /// The path as it is asked for, and as it is in the room's address.
    private static let rooms = [
        ("/Standup", "/Standup"), ("/School/Standup", "/School/Standup"),
        ("/R%c3%a9union", "/R%C3%A9union"), ("/School/%E4%BC%9A%E8%AD%B0", "/School/%E4%BC%9A%E8%AD%B0"),
        ("/A+B,C=D(1)!@*", "/A+B,C=D(1)!@*"), ("/a;b", "/ab"), ("/My%20Room", "/My%20Room"),
        ("/" + String(repeating: "%C3%A9", count: 80), "/" + String(repeating: "%C3%A9", count: 80)),
        // Longer than the Path of a cookie may be, together with the login's prefix.
        (
            "/" + String(repeating: "%C3%A9", count: 10) + "/" + String(repeating: "R", count: 500)
                + String(repeating: "+", count: 460),
            "/" + String(repeating: "%C3%A9", count: 10) + "/" + String(repeating: "R", count: 500)
                + String(repeating: "+", count: 460)
        ),
    ]

    @Test("leads into the room, once and again within seconds, and no log of nginx has it", arguments: rooms)
    func way(asked: String, path: String) throws {
        let site = try site()
        let visitor = Visitor(site: site)
        let bounced = try visitor.get(asked + "?lang=en")
        #expect(bounced.status == 302)
        let login = try #require(bounced["location"])
        #expect(login == "/_login/to\(asked)?lang=en")
        let given = try visitor.get(login).values("set-cookie")
        #expect(given.count == 1 && given.allSatisfy { $0.hasPrefix(FormPass.name + "=") })
        let answer = try visitor.login(login)
        #expect(answer.status == 303)
        let token = try ReadToken(answer, inFragmentOf: "\(site.origin)\(path)?lang=en")
        let marks = answer.values("set-cookie").filter { $0.hasPrefix(Self.entered) }
        let paths = path.utf8.count > 1000 ? ["/"] : [path, "/_login/to" + path]
        #expect(
            marks
                == paths.map {
                    "\(Self.entered)=1; Max-Age=10; Path=\($0); Secure; HttpOnly; SameSite=Lax"
                })

        // The fragment stays with the browser; so does curl's.
        for _ in 0..<2 {
            let room = try visitor.get("\(path)?lang=en#jwt=%22\(token.compact)%22")
            #expect(room.status == 200 && room.body.contains("the meeting page"), "\(path)")
        }
        #expect(!site.nginx.accessLog.contains(token.compact.suffix(43)))
        #expect(!site.nginx.accessLog.contains("eyJ") && !site.nginx.errorLog.contains("eyJ"))
        #expect(!site.responder.log.contains("eyJ"))
    }

    @Test("opens no other room, and none whose name only begins like it")
    func others() throws {
        let site = try site()
        let visitor = Visitor(site: site)
        _ = try visitor.get("/_login/to/Standup")
        #expect(try visitor.login("/_login/to/Standup").status == 303)
        #expect(try visitor.get("/Standup").status == 200)
        for other in ["/Stand", "/Standup2", "/standup", "/Other", "/School/Standup", "/%53tandup"] {
            #expect(try visitor.get(other)["location"] == "/_login/to" + other)
        }
    }

    @Test("passes for ten seconds; then the room's address leads to the login again")
    func expired() throws {
        let site = try site()
        let visitor = Visitor(site: site)
        _ = try visitor.get("/_login/to/Standup")
        #expect(try visitor.login("/_login/to/Standup").status == 303)
        #expect(eventually(within: 30) { (try? visitor.get("/Standup").status) == 302 })
        #expect(!(try visitor.get("/_login/to/Standup")).body.contains("came straight back"))
    }

    @Test("is given to nobody who takes no cookies: they are told, and can go on once they do")
    func withoutCookies() throws {
        let site = try site()
        let right = Form.encode(["username": "bob", "password": SlapdPeople.password(of: "bob")])
        var pass = FormPass(try site.get(FormPass.page))
        pass.cookie = nil
        let refused = try site.post("/_login/to/Standup", body: right, with: pass)
        #expect(refused.status == 403)
        #expect(refused["location"] == nil && !refused.body.contains("eyJ"))
        #expect(refused.body.contains("takes no cookies"))
        #expect(!refused.values("set-cookie").contains { $0.contains("entered") })
        #expect(site.responder.log.contains("form refused client=127.0.0.1 reason=no-cookie"))

        let allowed = try site.post("/_login/to/Standup", body: right, with: FormPass(refused))
        #expect(allowed.status == 303)
        #expect(allowed.values("set-cookie").contains { $0.contains("entered") })
    }

    @Test("brings the overrides of a login's state along, and an app its token as ever")
    func state() throws {
        let site = try site()
        let visitor = Visitor(site: site)
        let address = try ReturnTests.address(
            "{\"room\":\"R%C3%A9union\",\"tenant\":\"School\",\"config.startAudioOnly\":true}")
        _ = try visitor.get(address)
        let answer = try visitor.login(address)
        let location = try #require(answer["location"])
        #expect(location.hasPrefix("\(site.origin)/School/R%C3%A9union#jwt=%22eyJ"))
        #expect(location.hasSuffix("%22&config.startAudioOnly=true"))
        #expect(try visitor.get("/School/R%C3%A9union").status == 200)

        let app = try site.login(
            try ReturnTests.address("{\"room\":\"Standup\",\"ios\":true}"), as: "bob")
        #expect(app.status == 200)
        #expect(app.body.contains("href=\"org.jitsi.meet://\(MeetSite.host):\(site.port)/Standup?jwt=eyJ"))
        #expect(app.body.contains("href=\"\(site.origin)/Standup?jwt=eyJ"))
        #expect(!app.values("set-cookie").contains { $0.contains("entered") })
    }

    @Test(
        "says that something is wrong to whom an older nginx sends back, and not to who tries again by a link"
    )
    func olderNginx() throws {
        let site = try MeetSite(
            delivery: "fragment", more: Self.more,
            http: { $0.replacingOccurrences(of: "login-entered=1", with: "login-x=1") })
        let visitor = Visitor(site: site)
        _ = try visitor.get("/_login/to/Standup?lang=en")
        let first = try visitor.login("/_login/to/Standup?lang=en")
        #expect(first.status == 303)
        let back = try #require(try visitor.get("/Standup?lang=en")["location"])
        let again = try visitor.get(back)
        #expect(again.body.contains("your browser came straight back"))
        #expect(again.body.contains("name=\"password\""))
        #expect(site.responder.log.contains("sent back"))
        let link = try visitor.get(back, headers: ["Referer: \(site.origin)/_login/denied/to/Standup"])
        #expect(link.status == 200 && !link.body.contains("came straight back"))
    }

    @Test("and in the query: what nginx's shipped log format leaves of it, and no cookies")
    func query() throws {
        let site = try MeetSite(http: { $0 + "\naccess_log redacted.log jitsi_ldap_login;" })
        let page = try site.get("/_login/to/Standup")
        #expect(page.values("set-cookie").allSatisfy { $0.hasPrefix(FormPass.name + "=") })
        let answer = try site.login("/_login/to/Standup", as: "bob")
        #expect(!answer.values("set-cookie").contains { $0.contains("entered") })
        let location = try #require(answer["location"])
        let token = try ReadToken(answer).compact
        let path = String(location.dropFirst(site.origin.count))
        #expect(path == "/Standup?jwt=" + token)
        #expect(try site.get(path).status == 200)
        _ = try site.get("/static/welcome.html", headers: ["Referer: " + location])
        let file = site.nginx.folder.file("redacted.log")
        func log() -> String {
            String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        }
        #expect(eventually { log().contains("welcome.html") })
        #expect(log().contains("/Standup?jwt=[removed]") && !log().contains("eyJ"))
        // At the level of an error_log line that names none. Below it Jitsi's own includes warn of variables, with the address.
        let errors = site.nginx.errorLog.split(separator: "\n").filter {
            !$0.contains("[info]") && !$0.contains("[notice]") && !$0.contains("[warn]")
        }
        #expect(!errors.joined().contains("eyJ"))
        #expect(!site.responder.log.contains("eyJ"))
    }
}

extension ReadToken {
    /// The token of an answer whose Location is `address` with the token, and nothing else, in its fragment.
    init(_ answer: HTTPAnswer, inFragmentOf address: String) throws {
        let location = try #require(answer["location"], "status \(answer.status)")
        try #require(location.hasPrefix(address + "#jwt=%22") && location.hasSuffix("%22"), "\(location)")
        try self.init(compact: String(location.dropFirst(address.count + 8).dropLast(3)))
    }
}
