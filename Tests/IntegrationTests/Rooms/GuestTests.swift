import Foundation
import TestSupport
import Testing

@Suite("A guest")
struct GuestTests {
    private static let rooms = """
        \(Responder.access)
        rooms:
          - {match: Open day, guests: true}
          - {match: club, moderators: first-to-arrive, guests: true}
        """

    private static let site = Result { try MeetSite(more: rooms) }

    @Test(
        "in a real browser: from the room's address by the login page, with a name, into the room, without a script"
    )
    func browser() throws {
        let site = try Self.site.get()
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1"], trusting: [site.certificateFile], languages: "en")
        try browser.open("\(site.origin)/Open%20day?lang=en#config.startWithAudioMuted=true")
        #expect(try browser.findAll("script").isEmpty)
        let form = try browser.find("form.guest")
        #expect(try form.text.contains("Join as guest"))
        try browser.find("input[name=guest]").type("- -")
        try browser.find("form.guest button").click()
        #expect(try browser.find("[role=alert]").text.contains("name"))
        try browser.find("input[name=guest]").type("Zoë Guest")
        try browser.find("form.guest button").click()
        #expect(browser.waitForURL { $0.contains("jwt=") })
        let address = try browser.currentURL
        #expect(address.hasPrefix("\(site.origin)/Open%20day?lang=en&jwt="))
        #expect(address.hasSuffix("#config.startWithAudioMuted=true"))
        #expect(try browser.source.contains("the meeting page"))
        let token = try ReadToken(address: address)
        #expect(token["room"] == "open%20day" && token.user["name"] as? String == "Zoë Guest")
        let line = try #require(
            site.responder.log.split(separator: "\n").last {
                $0.contains("room=open%20day") && $0.contains("outcome=guest")
            })
        #expect(line.contains("outcome=guest role=member") && line.contains("rule=rooms[1]"), "\(line)")
        #expect(!site.responder.log.contains("Zoë"))
        // No session: the next room asks again, and has no guests.
        try browser.open("\(site.origin)/Standup?lang=en")
        _ = try browser.find("input[name=password]")
        #expect(try browser.findAll("input[name=guest]").isEmpty)
        #expect(
            try !browser.consoleLog().contains {
                $0.contains("Content Security Policy") || $0.contains("Content-Security-Policy")
            })
    }

    @Test("is a participant in that room of a real Prosody, beside whoever signed in, and in no other room")
    func prosody() throws {
        let site = try Self.site.get()
        let prosody = try Prosody(appID: "meet", secret: Responder.appSecret)
        let token = try guest("/_login/to/Open%20day")
        let member = Prosody.JoinResult.joined(affiliation: "member", role: "participant")
        #expect(try prosody.join(room: "open%20day", token: token) == member)
        let alice = try ReadToken(site.login("/_login/to/Open%20day", as: "alice")).compact
        #expect(
            try prosody.join(room: "open%20day", token: alice)
                == .joined(affiliation: "owner", role: "moderator"))
        #expect(
            try prosody.join(room: "standup", token: token)
                == .refused(stage: .room, condition: "not-allowed"))
    }

    /// As jicofo with `enable-auto-owner`: where nobody in the room is an owner, it makes one of whoever came first.
    private static let autoOwner = """
        local jid = require "util.jid"
        module:hook("muc-occupant-pre-join", function(event)
            for _, occupant in event.room:each_occupant() do
                if event.room:get_affiliation(occupant.bare_jid) == "owner" then return end
            end
            event.room:set_affiliation(true, jid.bare(event.stanza.attr.from), "owner")
            event.occupant.role = event.room:get_default_role("owner")
        end, 97)
        """

    @Test("or a member moderates where the first to arrive does, whoever it is; that is jicofo's to decide")
    func firstToArrive() throws {
        let site = try Self.site.get()
        let prosody = try Prosody(
            appID: "meet", key: .secret(Responder.appSecret), roomModule: Self.autoOwner)
        let owner = Prosody.JoinResult.joined(affiliation: "owner", role: "moderator")
        // bob is a member, alice a moderator elsewhere; each comes alone.
        for uid in ["bob", "alice"] {
            let token = try ReadToken(site.login("/_login/to/club", as: uid))
            #expect(token.isModerator == nil && token.user["affiliation"] == nil)
            #expect(try prosody.join(room: "club", token: token.compact) == owner)
        }
        #expect(try prosody.join(room: "club", token: try guest("/_login/to/club")) == owner)
        // Without it nobody's token makes an owner there.
        let plain = try Prosody(appID: "meet", secret: Responder.appSecret)
        let alice = try ReadToken(site.login("/_login/to/club", as: "alice")).compact
        #expect(
            try plain.join(room: "club", token: alice)
                == .joined(affiliation: "member", role: "participant"))
    }

    private func guest(_ path: String) throws -> String {
        try ReadToken(try Self.site.get().post(path, ["guest": "Jane"])).compact
    }

    @Test("and the rules of rooms are shown by check, with what they do not do")
    func notice() throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: Responder.directory(try Self.site.get().slapd), more: Self.rooms)
        let check = try Command.run([Product.path("jitsi-ldap-login"), "check", "--config", file])
        #expect(check.status == 0)
        #expect(
            check.errors.contains(
                "rooms.guests: with moderators: first-to-arrive a guest who comes first moderates"))
    }
}

@Suite("A room that closes")
struct ClosingRoomTests {
    @Test("lets nobody into a real Prosody with a token from before")
    func closes() throws {
        let closes = Date.now.addingTimeInterval(8)
        let site = try MeetSite(
            more: """
                \(Responder.access)
                rooms: [{match: exam, closes: \(closes.formatted(.iso8601))}]
                """)
        let prosody = try Prosody(appID: "meet", secret: Responder.appSecret)
        let answer = try site.login("/_login/to/exam", as: "bob")
        // On a busy machine the room may have closed before.
        guard answer.status == 303 else {
            #expect(answer.status == 403 && Date.now >= closes.addingTimeInterval(-1))
            return
        }
        let token = try ReadToken(answer)
        #expect(token.claims["exp"] as? Int == Int(closes.timeIntervalSince1970))
        #expect(eventually(within: 20) { Date.now > closes })
        #expect(
            try prosody.join(room: "exam", token: token.compact) == .refused(stage: .login, condition: "exp"))
        #expect(try site.login("/_login/to/exam", as: "bob").body.contains("closed"))
    }
}
