import Foundation
import Pages
import TestSupport
import Testing

/// The hook script in a real browser, beside a stand-in for Jitsi's client.
///
/// Serialized, because one Chromium keeps a small machine busy.
@Suite("The hook script", .serialized)
struct HookScriptTests {
    @Test(
        "leads people who were kicked out or refused to our pages, and nobody else",
        arguments: [
            HookRow(
                testDescription: "kicked",
                does: "room.emit('conference.kicked', {}, 'reason', false)",
                arrives: "/_login/kicked/to/tenant/Room"),
            HookRow(
                testDescription: "kicked, January 2021: no reason, no third argument",
                does: "room.emit('conference.kicked', {})", arrives: "/_login/kicked/to/tenant/Room"),
            HookRow(
                testDescription: "joined on another device",
                does: "room.emit('conference.kicked', {}, 'reason', true)"),
            HookRow(
                testDescription: "refused, no type",
                does: "room.emit('conference.failed', 'conference.connectionError.notAllowed')",
                arrives: "/_login/denied/to/tenant/Room"),
            HookRow(
                testDescription: "refused, general",
                does: "room.emit('conference.failed', 'conference.connectionError.notAllowed', 'general')",
                arrives: "/_login/denied/to/tenant/Room"),
            HookRow(
                testDescription: "refused, authentication-required",
                does: """
                    room.emit('conference.failed', 'conference.connectionError.notAllowed',
                        'authentication-required')
                    """, arrives: "/_login/denied/to/tenant/Room"),
            HookRow(
                testDescription: "refused, other types: the client's business",
                does: """
                    for (const type of ['room-creation-restriction', 'no-main-participants',
                        'no-visitors-lobby', 'promotion-not-allowed']) {
                        room.emit('conference.failed', 'conference.connectionError.notAllowed', type);
                    }
                    """),
            HookRow(
                testDescription: "failed for another reason: the room's password",
                does: "room.emit('conference.failed', 'conference.passwordRequired')"),
            HookRow(
                testDescription: "the connection refused the token",
                does: """
                    set('features/base/jwt', { jwt: 'eyJ' });
                    set('features/base/connection', { error: { name: 'connection.passwordRequired' } })
                    """, arrives: "/_login/denied/token/to/tenant/Room"),
            HookRow(
                testDescription: "the connection wants a token and there is none",
                does: """
                    set('features/base/jwt', {});
                    set('features/base/connection', { error: { name: 'connection.passwordRequired' } })
                    """),
            HookRow(
                testDescription: "the connection failed otherwise",
                does: """
                    set('features/base/jwt', { jwt: 'eyJ' });
                    set('features/base/connection', { error: { name: 'connection.droppedError' } })
                    """),
            HookRow(
                testDescription: "the room was replaced, silently",
                does: """
                    const second = new Room();
                    APP.conference._room = second;
                    setTimeout(() => second.emit('conference.kicked', {}, '', false), 1500)
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            HookRow(
                testDescription: "the room was replaced, and the store says so",
                does: """
                    const second = new Room();
                    APP.conference._room = second;
                    set('features/base/conference', {});
                    second.emit('conference.kicked', {}, '', false)
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            HookRow(testDescription: "nothing happens", does: ""),
            HookRow(
                testDescription: "several things at once: the first counts",
                does: """
                    room.emit('conference.kicked', {}, '', false);
                    room.emit('conference.failed', 'conference.connectionError.notAllowed')
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            HookRow(
                testDescription: "no room in the address",
                does: "room.emit('conference.kicked', {}, '', false)", arrives: "/_login/kicked", path: "/"),
            HookRow(
                testDescription: "Jibri, by config.js",
                does: "config.iAmRecorder = true; room.emit('conference.kicked', {}, '', false)"),
            HookRow(
                testDescription: "Jibri, by the store's settings",
                does: """
                    set('features/base/config', { iAmRecorder: true });
                    room.emit('conference.kicked', {}, '', false)
                    """),
            HookRow(
                testDescription: "Jigasi",
                does: """
                    config.iAmSipGateway = true;
                    room.emit('conference.failed', 'conference.connectionError.notAllowed')
                    """),
            HookRow(
                testDescription: "a store and a room that come late",
                does: """
                    const late = APP.store;
                    const third = new Room();
                    window.APP = undefined;
                    setTimeout(() => { window.APP = { store: late, conference: {} }; }, 1200);
                    setTimeout(() => { APP.conference._room = third; }, 2000);
                    setTimeout(() => third.emit('conference.kicked', {}, '', false), 3000)
                    """, arrives: "/_login/kicked/to/tenant/Room"),
        ])
    func leads(row: HookRow) throws {
        try row.check(HookPage.page(doing: row.does))
    }

    @Test(
        "does nothing where Jitsi's client is not",
        arguments: ["", "window.APP = {};", "window.APP = { store: null, conference: null };"])
    func absent(setUp: String) throws {
        try HookRow(testDescription: "absent", does: "").check(HookPage.page(setUp: setUp, doing: ""))
    }

    @Test("does nothing in a frame: the site around it handles the meeting's events")
    func framed() throws {
        let site = try HookPage(HookPage.page(doing: "room.emit('conference.kicked', {}, '', false)"))
        try site.folder.write(
            """
            <body><iframe src="/tenant/Room"></iframe><script>
            setTimeout(() => { document.body.textContent = 'FRAME ' + frames[0].location.pathname; }, 4000);
            </script></body>
            """, to: "outer.html")
        #expect(
            try Chromium.document(at: site.address("/outer.html"), after: 6000).contains("FRAME /tenant/Room")
        )
    }

    @Test("stays small, and knows no address but ours")
    func small() {
        #expect(HookScript.source.utf8.count < 6000)
        #expect(!HookScript.source.contains("://"))
        #expect(HookScript.source.hasPrefix("// jitsi-ldap-login") && HookScript.source.hasSuffix("})();\n"))
    }
}
