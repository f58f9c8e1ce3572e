import Foundation
import TestSupport
import Testing

@Suite("A login by tokenAuthUrl")
struct ReturnTests {
    private static let site = Result { try MeetSite(more: Responder.access + "\n" + Responder.unthrottled) }
    private func site() throws -> MeetSite { try Self.site.get() }

    /// `/_login?state=…&room=…`, as Jitsi's client makes it.
    static func address(_ state: String, room: String? = nil, nonce: String? = nil) throws -> String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()")
        let state = try #require(state.addingPercentEncoding(withAllowedCharacters: unreserved))
        return "/_login?state=\(state)" + (room.map { "&room=\($0)" } ?? "")
            + (nonce.map { "&nonce=\($0)" } ?? "")
    }

    @Test("leads back with every override in the fragment, and the page keeps the state in its own address")
    func state() throws {
        let site = try site()
        let address = try Self.address(
            """
            {"room":"R%C3%A9union","roomSafe":"r%c3%a9union","tenant":"School","refreshToken":"hidden-token",\
            "config.startWithAudioMuted":true,"config.prejoinConfig.enabled":false,"config.subject":"A & B",\
            "userInfo.email":"x"}
            """, room: "R%C3%A9union")
        let page = try site.get(address, headers: ["Accept-Language: en"])
        #expect(page.status == 200)
        #expect(page.body.contains("Réunion") && !page.body.contains("<form action"))
        #expect(!page.body.contains("hidden-token"))
        let switched = try site.post(address, ["lang": "de"])
        #expect(switched.status == 200 && switched.body.contains("lang=\"de\""))
        #expect(try site.login(address, as: "bob", password: "wrong").status == 403)

        let answer = try site.login(address, as: "bob")
        #expect(answer.status == 303)
        let location = try #require(answer["location"])
        #expect(location.hasPrefix("\(site.origin)/School/R%C3%A9union?jwt="))
        #expect(
            location.hasSuffix(
                "#config.startWithAudioMuted=true&config.prejoinConfig.enabled=false"
                    + "&config.subject=%22A%20%5Cu0026%20B%22"))
        let token = try ReadToken(answer)
        #expect(token["room"] == "r%c3%a9union" && token["sub"] == "school")
    }

    @Test(
        "opens the app that the state names, with the token, and the browser as the other way",
        arguments: [
            ("ios", "org.jitsi.meet://", ""), ("electron", "jitsi-meet://", ""),
            ("android", "intent://", "#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end"),
        ])
    func apps(app: String, scheme: String, end: String) throws {
        let site = try site()
        let address = try Self.address(
            "{\"room\":\"Standup\",\"config.startAudioOnly\":true,\"\(app)\":true}", room: "Standup")
        let answer = try site.login(address, as: "alice")
        try expectApp(answer, site, scheme: scheme, end: end)

        // From the page about a password the token comes back by a form, to the same address.
        let token = try ReadToken(try site.login("/_login/to/Standup", as: "alice")).compact
        try expectApp(try site.post(address, ["token": token, "lang": "en"]), site, scheme: scheme, end: end)
    }

    private func expectApp(_ answer: HTTPAnswer, _ site: MeetSite, scheme: String, end: String) throws {
        #expect(answer.status == 200)
        #expect(answer["location"] == nil)
        #expect(answer["cache-control"] == "no-store" && answer["referrer-policy"] == "no-referrer")
        #expect(answer["x-frame-options"] == "DENY")
        let place = "\(MeetSite.host):\(site.port)/Standup?jwt="
        let found = try #require(answer.body.range(of: "href=\"\(scheme)\(place)"))
        let token = answer.body[found.upperBound...].prefix { $0 != "#" }
        #expect(try ReadToken(compact: String(token))["room"] == "standup")
        #expect(answer.body.contains("href=\"\(scheme)\(place)\(token)#config.startAudioOnly=true\(end)\""))
        #expect(answer.body.contains("href=\"https://\(place)\(token)#config.startAudioOnly=true\""))
    }

    @Test(
        "is refused where the state is not what a client writes, and then names no room to anybody",
        arguments: [
            "{\"room\":\"Other\"}", "{\"room\":7}", "[]", "x", "{\"room\":\"Standup\",\"room\":\"Standup\"}",
            "{\"room\":\"//evil.example\"}", "{\"room\":\"*\"}", "{\"ios\":1}",
        ])
    func hostile(state: String) throws {
        let site = try site()
        let address = try Self.address(state, room: "Standup")
        #expect(try site.get(address).status == 400)
        let answer = try site.login(address, as: "bob")
        #expect(answer.status == 400)
        #expect(answer["location"] == nil)
    }

    @Test("in a pop-up ends on a page with the token for its script, and in no address")
    func popUp() throws {
        let site = try site()
        let nonce = String(repeating: "0123456789abcdef", count: 4)
        let address = try Self.address("{\"room\":\"Standup\"}", room: "Standup", nonce: nonce)
        #expect(try site.get(address).status == 200)
        let answer = try site.login(address, as: "bob")
        #expect(answer.status == 200)
        #expect(answer["location"] == nil)
        #expect(answer["cache-control"] == "no-store" && answer["referrer-policy"] == "no-referrer")
        let found = try #require(answer.body.range(of: "data-token=\""))
        let token = answer.body[found.upperBound...].prefix { $0 != "\"" }
        #expect(try ReadToken(compact: String(token))["room"] == "standup")
        #expect(answer.body.components(separatedBy: token).count == 2)
        #expect(
            answer.body.contains("data-nonce=\"\(nonce)\" ")
                || answer.body.contains("data-nonce=\"\(nonce)\">"))
        #expect(answer.body.contains("data-origin=\"\(site.origin)\""))
        #expect(
            try #require(answer["content-security-policy"]).contains(
                "script-src \(site.origin)/_login/handover-"))

        let wrong = try site.login(address, as: "bob", password: "wrong")
        #expect(wrong.status == 403 && !wrong.body.contains("<script"))
        let outside = try site.login(address, as: "carol")
        #expect(outside.status == 403 && outside.body.contains("data-error=\"access_denied\""))
        #expect(!outside.body.contains("data-token"))
        #expect(try site.get(address + "%22%3E").status == 400)
    }

    @Test(
        "or by the bounce, in a frame, gets a page without a form that opens the same login by itself",
        arguments: [
            ["Sec-Fetch-Dest: iframe"], ["Sec-Fetch-Dest: frame"], ["User-Agent: Jitsi Electron/30.0"],
        ])
    func frame(headers: [String]) throws {
        let site = try site()
        let state = try Self.address("{\"room\":\"Standup\",\"config.a\":[1]}", room: "Standup")
        for address in [state, "/_login/to/School/Standup?lang=en", "/_login?room=Standup"] {
            let answer = try site.get(address, headers: headers)
            #expect(answer.status == 200)
            #expect(!answer.body.contains("<form") && !answer.body.contains("<input"))
            #expect(answer["x-frame-options"] == nil)
            #expect(try !#require(answer["content-security-policy"]).contains("frame-ancestors"))
            let link = address.replacingOccurrences(of: "&", with: "&amp;")
            #expect(
                answer.body.contains("href=\"\(link)\" target=\"_blank\" rel=\"noopener\""), "\(answer.body)")
        }
        for address in [
            "/_login", "/_login/denied/to/Standup", "/_login/kicked", "/_login?room=*",
        ] {
            #expect(try site.get(address, headers: headers)["x-frame-options"] == "DENY", "\(address)")
        }
        #expect(try site.get(state, headers: ["Sec-Fetch-Dest: document"])["x-frame-options"] == "DENY")
        // A form answers as ever: none was shown in the frame.
        let posted = try site.post(state, ["username": "bob", "password": "wrong"], headers: headers)
        #expect(posted["x-frame-options"] == "DENY")
    }
}
