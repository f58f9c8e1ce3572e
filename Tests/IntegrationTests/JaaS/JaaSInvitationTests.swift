import Foundation
import TestSupport
import Testing

@Suite("With jaas, an invitation")
struct JaaSInvitationTests {
    private let site: JaaSSite

    init() throws { site = try JaaSSite(more: "invitations: {}") }

    private func invite(_ arguments: String...) throws -> Command {
        try Command.run(
            [Product.path("jitsi-ldap-login"), "invite", "--config", site.responder.configurationFile]
                + arguments)
    }

    private func join(_ link: String) throws -> HTTPAnswer {
        let path = try #require(link.firstMatch(of: /\/_login\/invited\/[A-Za-z0-9_-]+/)).0
        return try site.post(String(path), ["join": "1", "name": "Jane"])
    }

    /// Into the room below the AppID, whether the AppID was named or not.
    private func expectEntry(_ answer: HTTPAnswer) throws {
        let location = try #require(answer["location"], "status \(answer.status)")
        #expect(location.hasPrefix("https://8x8.vc/\(JaaSSite.appID)/Standup?jwt="))
        let token = try #require(location.components(separatedBy: "jwt=").last)
        var payload = token.components(separatedBy: ".")[1].replacing("-", with: "+").replacing(
            "_", with: "/")
        while payload.count % 4 != 0 { payload += "=" }
        let data = try #require(Data(base64Encoded: payload))
        let claims = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(claims["sub"] as? String == JaaSSite.appID && claims["room"] as? String == "standup")
    }

    @Test("leads by the login's own host to the service, and into no other tenant")
    func command() throws {
        for more in [[], ["--tenant", JaaSSite.appID]] {
            let made = try Command.run(
                [
                    Product.path("jitsi-ldap-login"), "invite", "--config", site.responder.configurationFile,
                    "--room", "Standup",
                ] + more)
            #expect(made.output.hasPrefix("\(site.origin)/_login/invited/"), "\(made.errors)")
            try expectEntry(try join(made.output))
        }
        let foreign = try invite("--room", "Standup", "--tenant", "other")
        #expect(foreign.status == 65 && foreign.output.isEmpty, "\(foreign.errors)")
    }

    @Test("is made on the web")
    func web() throws {
        let form = "/_login/invite?room=Standup"
        let page = try site.login(form, as: "alice")
        let permit = try page.permit()
        let times = page.body.matches(of: /type="datetime-local" value="([^"]+)"/).map { String($0.1) }
        let made = try site.post(form, ["permit": permit, "from": times[0], "until": times[1]])
        try expectEntry(try join(made.body))
        #expect(try site.get("/_login/invite?room=Standup&tenant=other").status == 400)
    }
}
