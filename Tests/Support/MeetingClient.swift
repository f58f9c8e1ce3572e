/// As much of Jitsi's web client as the hook script touches, in our words: JavaScript for a page, one for each
/// generation of releases. The differences: the events' arguments, when `_room` is set, and where the client itself goes.
///
/// The page gets `client` with a method for each thing that can happen in a meeting, `lines` (all that went to the
/// console) and `errors` (what reached the window).
public enum MeetingClient: String, CaseIterable, Sendable {
    /// January 2021: `conference.kicked` has two arguments, `_room` is set after the store has spoken.
    case of2021 = "2021"
    /// Until stable-9457: the third argument is there; a refused join still visits authError.html.
    case of2023 = "2023"
    /// Since stable-9584: authError.html is gone, a token may be in the fragment.
    case of2024 = "2024"
    /// Who is kicked out sees a dialog, and is then led to the close page.
    case of2026 = "2026"

    /// Whether a refused join makes the client visit authError.html by itself.
    public var visitsAuthError: Bool { self == .of2021 || self == .of2023 }

    /// The script of a page on which a meeting with a token has begun to connect: `client.join()` is the next step.
    public var script: String {
        """
        const release = \(rawValue);
        \(Self.recorder)
        \(Self.client)
        """
    }

    /// What reaches the console and the window.
    private static let recorder = """
        const lines = [], errors = [];
        for (const level of ['debug', 'log', 'info', 'warn', 'error', 'trace']) {
            console[level] = (...values) => { lines.push(level + ' ' + values.join(' ')); };
        }
        window.addEventListener('error', event => { errors.push(event.message); });
        window.addEventListener('unhandledrejection', event => { errors.push(String(event.reason)); });
        """

    private static let client = """
        class Room {
            constructor() { this.handlers = []; }
            on(name, handler) { this.handlers.push([name, handler]); }
            emit(name, ...values) {
                for (const [heard, handler] of [...this.handlers]) {
                    if (heard === name) { handler(...values); }
                }
            }
        }
        const states = { 'features/base/jwt': { jwt: 'eyJ' }, 'features/base/config': {} };
        const listeners = new Set();
        const store = {
            asked: 0,
            getState() { this.asked += 1; return states; },
            subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener); },
        };
        const set = (name, state) => { states[name] = state; [...listeners].forEach(listener => listener()); };
        const notAllowed = 'conference.connectionError.notAllowed';
        var config = {};
        window.APP = { store, conference: { _room: undefined } };

        const client = {
            room: undefined,
            get isHeard() { return Boolean(this.room) && this.room.handlers.some(([, h]) => h !== this.own); },
            own() { APP.conference.heardFirst = true; },
            // The conference is about to be joined.
            join() {
                const room = new Room();
                room.on('conference.kicked', this.own);
                this.room = room;
                if (release > 2021) { APP.conference._room = room; }
                set('features/base/conference', { joining: room });
                if (release === 2021) { APP.conference._room = room; }
            },
            // Token and fragment leave the address.
            connected() {
                const address = new URL(location.href);
                address.hash = '';
                address.searchParams.delete('jwt');
                history.replaceState(history.state, '', address);
                set('features/base/conference', { conference: this.room });
            },
            kick(isReplaced) {
                const participant = { getId: () => 'a1' };
                if (release === 2021) {
                    this.room.emit('conference.kicked', participant, 'You have been kicked.');
                } else {
                    this.room.emit('conference.kicked', participant, 'You have been kicked.', isReplaced);
                }
                if (release === 2026) { setTimeout(() => location.assign('/static/close2.html'), 1000); }
            },
            refuse(type) {
                this.room.emit('conference.failed', notAllowed, type);
                if (release < 2024) {
                    location.replace('/static/authError.html');
                } else {
                    set('features/base/conference', { error: { name: notAllowed } });
                }
            },
            refuseConnection() {
                set('features/base/connection', { error: { name: 'connection.passwordRequired' } });
            },
            hangUp(then) {
                const room = this.room;
                APP.conference._room = undefined;
                set('features/base/conference', {});
                room.emit('conference.left', 'a1');
                if (then) { location.assign(then); }
            },
        };
        """
}
