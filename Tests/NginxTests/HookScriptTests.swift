import Foundation
import Pages
import TestSupport
import Testing

/// The hook script in a real browser, beside a stand-in for Jitsi's client.
///
/// Serialized, because one Chromium keeps a small machine busy.
@Suite("The hook script", .serialized)
struct HookScriptTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        /// What the stand-in does, in JavaScript: `room`, `store`, `APP` and `set(key, state)` are at hand.
        let does: String
        /// Where the browser is at the end; nil where it stays on the page.
        var arrives: String?
        var path = "/tenant/Room"
        var warnings = 0
    }

    @Test(
        "leads people who were kicked out or refused to our pages, and nobody else",
        arguments: [
            Row(
                testDescription: "kicked",
                does: "room.emit('conference.kicked', {}, 'reason', false)",
                arrives: "/_login/kicked/to/tenant/Room"),
            Row(
                testDescription: "kicked, January 2021: no reason, no third argument",
                does: "room.emit('conference.kicked', {})", arrives: "/_login/kicked/to/tenant/Room"),
            Row(
                testDescription: "joined on another device",
                does: "room.emit('conference.kicked', {}, 'reason', true)"),
            Row(
                testDescription: "refused, no type",
                does: "room.emit('conference.failed', 'conference.connectionError.notAllowed')",
                arrives: "/_login/denied/to/tenant/Room"),
            Row(
                testDescription: "refused, general",
                does: "room.emit('conference.failed', 'conference.connectionError.notAllowed', 'general')",
                arrives: "/_login/denied/to/tenant/Room"),
            Row(
                testDescription: "refused, authentication-required",
                does: """
                    room.emit('conference.failed', 'conference.connectionError.notAllowed',
                        'authentication-required')
                    """, arrives: "/_login/denied/to/tenant/Room"),
            Row(
                testDescription: "refused, other types: the client's business",
                does: """
                    for (const type of ['room-creation-restriction', 'no-main-participants',
                        'no-visitors-lobby', 'promotion-not-allowed']) {
                        room.emit('conference.failed', 'conference.connectionError.notAllowed', type);
                    }
                    """),
            Row(
                testDescription: "failed for another reason: the room's password",
                does: "room.emit('conference.failed', 'conference.passwordRequired')"),
            Row(
                testDescription: "the connection refused the token",
                does: """
                    set('features/base/jwt', { jwt: 'eyJ' });
                    set('features/base/connection', { error: { name: 'connection.passwordRequired' } })
                    """, arrives: "/_login/denied/token/to/tenant/Room"),
            Row(
                testDescription: "the connection wants a token and there is none",
                does: """
                    set('features/base/jwt', {});
                    set('features/base/connection', { error: { name: 'connection.passwordRequired' } })
                    """),
            Row(
                testDescription: "the connection failed otherwise",
                does: """
                    set('features/base/jwt', { jwt: 'eyJ' });
                    set('features/base/connection', { error: { name: 'connection.droppedError' } })
                    """),
            Row(
                testDescription: "the room was replaced, silently",
                does: """
                    const second = new Room();
                    APP.conference._room = second;
                    setTimeout(() => second.emit('conference.kicked', {}, '', false), 1500)
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            Row(
                testDescription: "the room was replaced, and the store says so",
                does: """
                    const second = new Room();
                    APP.conference._room = second;
                    set('features/base/conference', {});
                    second.emit('conference.kicked', {}, '', false)
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            Row(testDescription: "nothing happens", does: ""),
            Row(
                testDescription: "several things at once: the first counts",
                does: """
                    room.emit('conference.kicked', {}, '', false);
                    room.emit('conference.failed', 'conference.connectionError.notAllowed')
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            Row(
                testDescription: "the room's name keeps its encoding, the query stays behind",
                does: "room.emit('conference.kicked', {}, '', false)",
                arrives: "/_login/kicked/to/R%C3%A9union+B", path: "/Réunion+B?jwt=eyJ&lang=de#config.a=1"),
            Row(
                testDescription: "no room in the address",
                does: "room.emit('conference.kicked', {}, '', false)", arrives: "/_login/kicked", path: "/"),
            Row(
                testDescription: "Jibri, by config.js",
                does: "config.iAmRecorder = true; room.emit('conference.kicked', {}, '', false)"),
            Row(
                testDescription: "Jibri, by the store's settings",
                does: """
                    set('features/base/config', { iAmRecorder: true });
                    room.emit('conference.kicked', {}, '', false)
                    """),
            Row(
                testDescription: "Jigasi",
                does: """
                    config.iAmSipGateway = true;
                    room.emit('conference.failed', 'conference.connectionError.notAllowed')
                    """),
            Row(
                testDescription: "a store and a room that come late",
                does: """
                    const late = APP.store;
                    const third = new Room();
                    window.APP = undefined;
                    setTimeout(() => { window.APP = { store: late, conference: {} }; }, 1200);
                    setTimeout(() => { APP.conference._room = third; }, 2000);
                    setTimeout(() => third.emit('conference.kicked', {}, '', false), 3000)
                    """, arrives: "/_login/kicked/to/tenant/Room"),
            Row(
                testDescription: "a release with another API: one line, no error",
                does: """
                    APP.conference._room = { addHandler() {} };
                    set('a', 1); set('b', 2);
                    APP.store.getState = () => undefined
                    """, warnings: 1),
        ])
    func leads(row: Row) throws {
        try expect(row, page: Self.page(doing: row.does))
    }

    @Test(
        "does nothing where Jitsi's client is not",
        arguments: ["", "window.APP = {};", "window.APP = { store: null, conference: null };"])
    func absent(setUp: String) throws {
        try expect(
            Row(testDescription: "absent", does: ""), page: Self.page(setUp: setUp, doing: ""))
    }

    @Test("does nothing in a frame: the site around it handles the meeting's events")
    func framed() throws {
        let site = try Site(page: Self.page(doing: "room.emit('conference.kicked', {}, '', false)"))
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

    private func expect(_ row: Row, page: String) throws {
        let site = try Site(page: page)
        let document = try Chromium.document(at: site.address(row.path))
        if let arrives = row.arrives {
            #expect(document.contains("ARRIVED \(arrives) END"), "\(document)")
        } else {
            #expect(document.contains("STAYED warnings=\(row.warnings) errors=0"), "\(document)")
        }
    }

    /// A stand-in for Jitsi's page that does `script` a second after it is there.
    private static func page(setUp: String = standIn, doing script: String) -> String {
        """
        <!doctype html><meta charset="utf-8"><title>Stand-in</title><body><script>
        let warnings = 0, errors = 0;
        console.warn = () => { warnings += 1; };
        window.addEventListener('error', () => { errors += 1; });
        var config = {};
        \(setUp)
        setTimeout(() => { \(script) }, 1000);
        setTimeout(() => {
            document.body.textContent = 'STAYED warnings=' + warnings + ' errors=' + errors;
        }, 4500);
        </script><script async src="/_login/hook.js"></script></body>
        """
    }

    /// As much of Jitsi's client as the script touches.
    private static let standIn = """
        class Room {
            constructor() { this.handlers = []; }
            on(name, handler) { this.handlers.push([name, handler]); }
            emit(name, ...values) { this.handlers.forEach(([n, h]) => n === name && h(...values)); }
        }
        const states = {}, listeners = [];
        const store = { getState: () => states, subscribe: f => { listeners.push(f); } };
        const set = (key, state) => { states[key] = state; listeners.forEach(f => f()); };
        const room = new Room();
        window.APP = { store, conference: { _room: room } };
        """

    /// One page at every address, the script, and a page that says where somebody arrived.
    private struct Site {
        let folder: TemporaryFolder
        private let nginx: Nginx
        private let port = FreePort.next()

        init(page: String) throws {
            folder = try TemporaryFolder()
            try folder.write(page, to: "page.html")
            try folder.write(HookScript.source, to: "hook.js")
            nginx = try Nginx(
                http: """
                    server {
                        listen 127.0.0.1:\(port);
                        root \(folder.path);
                        location / { try_files $uri /page.html; }
                        location = / { try_files /page.html =404; }
                        location = /_login/hook.js { alias \(folder.file("hook.js")); }
                        location /_login/ {
                            default_type text/html;
                            return 200 'ARRIVED $request_uri END';
                        }
                    }
                    """, port: port, folder: folder)
        }

        func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }
    }
}
