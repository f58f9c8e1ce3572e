import TestSupport
import Testing

/// The hook script in a real browser, as nginx puts it into the meeting's page, release by release.
///
/// Serialized, because the tests share one browser.
@Suite("What happens in a meeting", .serialized)
struct HookTests {
    private static let room = Result { try MeetingRoom() }
    private func room() throws -> MeetingRoom { try Self.room.get() }

    /// Tenant, encoding and query are to arrive as they are; `lang` chooses the page's language too.
    private static let query = "?lang=en&x=%2B+y"
    private func path(_ client: MeetingClient) -> String { "/School/R%C3%A9union\(client.rawValue)" }
    private func entry(_ client: MeetingClient) -> String {
        path(client) + "?lang=en&jwt=eyJ.eyJ.x&x=%2B+y#config.startAudioOnly=true"
    }

    @Test(
        "leads somebody who is kicked out to the page that says so, which leads back only by a click",
        arguments: MeetingClient.allCases)
    func kicked(client: MeetingClient) throws {
        let room = try room()
        try room.enter(client, at: entry(client))
        // The site's own file is in the page, with the tenant, beside one tag of ours.
        #expect(try room.browser.find("meta[name=own]").attribute("content") == "School/")
        #expect(try room.browser.findAll("script[src='/_login/hook.js']").count == 1)
        try room.act("client.connected()")
        #expect(try room.arrives(at: path(client) + Self.query) == path(client) + Self.query)

        try room.act("client.kick(false)")
        let page = "/_login/kicked/to" + path(client) + Self.query
        #expect(try room.arrives(at: page) == page)
        #expect(try room.browser.find("main").text.contains("You were removed from the meeting"))
        let link = try room.browser.find("main a.button")
        #expect(try link.attribute("href") == "/_login/to" + path(client) + Self.query)
        // Neither the page nor the client's own way, a second later, leads anywhere.
        #expect(!room.browser.waitForURL(within: 1.5) { !$0.hasSuffix(page) })
        #expect(try !room.browser.source.contains("eyJ"))

        try link.click()
        _ = try room.browser.find("input[type=password]")
    }

    @Test(
        "leads somebody whom Prosody refuses to the page that says so, also where the client goes to authError.html at the same time",
        arguments: MeetingClient.allCases, ["undefined", "'general'", "'authentication-required'"])
    func refused(client: MeetingClient, type: String) throws {
        let room = try room()
        try room.enter(client, at: entry(client))
        try room.act("client.refuse(\(type))")
        // The Referer brings authError.html the room; its query may hold a token, and is left out.
        let page = "/_login/denied/to" + path(client) + (client.visitsAuthError ? "" : Self.query)
        #expect(try room.arrives(at: page) == page)
        #expect(try room.browser.find("main").text.contains("not been opened by its moderator yet"))
        #expect(try !room.browser.source.contains("eyJ"))
    }

    @Test(
        "leads somebody whose token the connection refuses to the page that explains it",
        arguments: MeetingClient.allCases)
    func tokenRefused(client: MeetingClient) throws {
        let room = try room()
        try room.enter(client, at: entry(client))
        try room.act("client.refuseConnection()")
        let page = "/_login/denied/token/to" + path(client) + Self.query
        #expect(try room.arrives(at: page) == page)
        #expect(try room.browser.find("main").text.contains("entry pass"))
    }

    @Test(
        "that is the client's own business leads nowhere, and is not commented on",
        arguments: [
            ("joined on another device", "client.room.emit('conference.kicked', {}, '', true)"),
            (
                "no token: the client goes to tokenAuthUrl",
                "set('features/base/jwt', {}); client.refuseConnection()"
            ),
            (
                "a connection that breaks",
                "set('features/base/connection', { error: { name: 'connection.droppedError' } })"
            ),
            (
                "who may create rooms",
                "client.room.emit('conference.failed', notAllowed, 'room-creation-restriction')"
            ),
            ("nobody there yet", "client.room.emit('conference.failed', notAllowed, 'no-main-participants')"),
            (
                "no lobby for visitors",
                "client.room.emit('conference.failed', notAllowed, 'no-visitors-lobby')"
            ),
            ("no promotion", "client.room.emit('conference.failed', notAllowed, 'promotion-not-allowed')"),
            (
                "a room with a password",
                "client.room.emit('conference.failed', 'conference.passwordRequired')"
            ),
            (
                "somebody else is kicked",
                "client.room.emit('conference.participant_kicked', {}, {}, 'reason')"
            ),
            ("hung up", "client.hangUp()"),
        ], [MeetingClient.of2023, .of2024, .of2026])
    func nothing(row: (what: String, does: String), client: MeetingClient) throws {
        let room = try room()
        try room.enter(client, at: entry(client))
        try room.act("client.connected(); \(row.does)")
        #expect(try room.arrives(at: path(client) + Self.query) == path(client) + Self.query)
        #expect(try room.whatHappens(at: path(client) + Self.query) == nil, "\(row.what)")
    }

    @Test("and ends by hanging up is followed by the client's own page", arguments: MeetingClient.allCases)
    func hungUp(client: MeetingClient) throws {
        let room = try room()
        try room.enter(client, at: entry(client))
        try room.act("client.hangUp('/static/close2.html')")
        #expect(try room.arrives(at: "/static/close2.html") == "/static/close2.html")
    }

    @Test(
        "is heard in every conference that takes the place of another, and in the same one again",
        arguments: MeetingClient.allCases)
    func replaced(client: MeetingClient) throws {
        let room = try room()
        try room.enter(client, at: entry(client))
        let first = "window.first = client.room; "
        try room.act(first + "client.hangUp(); client.join()")
        #expect(eventually { (try? room.says("client.room !== first && client.isHeard")) == true })
        // Back and forth, as with breakout rooms: nobody listens twice.
        try room.act(
            "for (const r of [first, client.room, first]) { APP.conference._room = r; set('x', r); }")
        try room.act("APP.conference._room = client.room")
        #expect(try room.whatHappens(at: entry(client)) == nil)
        #expect(try room.says("[first, client.room].every(r => r.handlers.length === 3)"))
        try room.act("client.connected(); client.kick(false)")
        let page = "/_login/kicked/to" + path(client) + Self.query
        #expect(try room.arrives(at: page) == page)
    }

    @Test("is heard also where the client lets go of the room first", arguments: MeetingClient.allCases)
    func letGo(client: MeetingClient) throws {
        let room = try room()
        try room.enter(
            client, at: entry(client),
            preparing:
                "client.own = () => { APP.conference._room = undefined; set('features/base/conference', {}); }"
        )
        try room.act("client.kick(false)")
        let page = "/_login/kicked/to" + path(client) + Self.query
        #expect(try room.arrives(at: page) == page)
    }

    @Test(
        "with a recorder or a telephone gateway in it leads them nowhere",
        arguments: ["iAmRecorder", "iAmSipGateway"],
        ["config.FLAG = true", "set('features/base/config', { FLAG: true })"])
    func machine(flag: String, way: String) throws {
        let room = try room()
        let client = MeetingClient.of2026
        try room.enter(client, at: entry(client))
        try room.act(way.replacing("FLAG", with: flag))
        try room.act(
            "client.room.emit('conference.kicked', {}, '', false); client.refuse(); client.refuseConnection()"
        )
        #expect(try room.whatHappens(at: entry(client)) == nil)
    }

    @Test("inside a page of another site is left to that site", arguments: MeetingClient.allCases)
    func framed(client: MeetingClient) throws {
        let room = try room()
        try room.serve(client)
        try room.openAround(path(client) + "?jwt=eyJ")
        try room.browser.run(
            """
            addEventListener('message', event => { document.title = event.data; });
            frames[0].postMessage('client.join()', '*');
            """)
        // Two turns of the timer, had it been set.
        #expect(!room.browser.waitForURL(within: 1.2) { !$0.contains(MeetingRoom.otherHost) })
        try room.browser.run(
            """
            frames[0].postMessage("client.room.emit('conference.kicked', {}, '', false)", '*');
            frames[0].postMessage("client.refuseConnection()", '*');
            setTimeout(() => frames[0].postMessage(
                "parent.postMessage(location.pathname + ' ' + lines.length + errors.length + ' ' + client.isHeard, '*')",
                '*'), 1000);
            """)
        #expect(eventually { (try? room.browser.title) != "around" })
        #expect(try room.browser.title == "\(self.path(client)) 00 false")
    }
}
