import Testing

/// Jitsi promises none of what the hook script uses.
@Suite("The hook script, where Jitsi is another", .serialized)
struct HookBreakageTests {
    /// Many words of the store, then a kick.
    private static let busy = "for (let n = 0; n < 1000; n += 1) { set('x', n); } kick(room);"

    @Test(
        "does no harm, and says so in exactly one line where something is missing",
        arguments: [
            HookRow(
                testDescription: "the conference has another API",
                does: "APP.conference._room = { addHandler() {} }; "
                    + busy.replacing("kick(room);", with: ""),
                lines: 1, reads: 1030),
            HookRow(
                testDescription: "its listeners cannot be added",
                does: "APP.conference._room = { on() { throw new Error('no'); } }; set('x', 1); set('x', 2)",
                lines: 1),
            HookRow(
                testDescription: "the store cannot be read",
                does: "store.getState = () => { asked += 1; throw new Error('no'); }; " + busy, lines: 1),
            HookRow(
                testDescription: "the store's state is nothing",
                does: "store.getState = () => { asked += 1; return undefined; }; " + busy, lines: 1),
            HookRow(
                testDescription: "APP may not be touched",
                does:
                    "Object.defineProperty(window, 'APP', { get() { asked += 1; throw new Error('no'); } })",
                lines: 1),
            HookRow(
                testDescription: "the store cannot be subscribed to",
                does: "APP.store = { getState: store.getState }", lines: 1),
            HookRow(
                testDescription: "a subscription that fails",
                does: "APP.store = { getState: store.getState, subscribe() { throw new Error('no'); } }",
                lines: 1),
            HookRow(
                testDescription: "states without the parts",
                does: "store.getState = () => { asked += 1; return {}; }; "
                    + busy.replacing("kick(room);", with: ""), reads: 1030),
            HookRow(
                testDescription: "errors of another form",
                does: """
                    set('features/base/jwt', { jwt: 'eyJ' });
                    set('features/base/connection', { error: 7 });
                    set('features/base/connection', { error: { code: 'x' } });
                    set('features/base/connection', 'connected');
                    room.emit('conference.failed'); room.emit('conference.failed', null, null);
                    room.emit('conference.failed', { name: 'x' }, {});
                    """),
            HookRow(
                testDescription: "events of other names",
                does: "room.emit('conference.removed', {}); room.emit('conference.error', 'x')"),
            HookRow(testDescription: "no APP any more", does: "window.APP = undefined"),
            HookRow(
                testDescription: "no conference any more", does: "APP.conference = undefined; set('x', 1)"),
        ])
    func breakage(row: HookRow) throws {
        let asked = try #require(try row.check(HookPage.page(doing: row.does)))
        #expect(asked <= row.reads, "\(asked)")
    }

    @Test("still works without subscription, by its timer")
    func pollingAlone() throws {
        let script = """
            const third = new Room();
            APP.store = { getState: store.getState };
            APP.conference._room = third;
            setTimeout(() => kick(third), 1500)
            """
        try HookRow(
            testDescription: "polling", does: script, arrives: "/_login/kicked/to/tenant/Room"
        ).check(HookPage.page(doing: script))
    }

    @Test("reads the store twice a second where nothing happens")
    func cost() throws {
        let asked = try #require(
            try HookRow(testDescription: "idle", does: "").check(HookPage.page(doing: "")))
        // 4.5 s of the page's own time.
        #expect((5...12).contains(asked), "\(asked)")
    }
}
