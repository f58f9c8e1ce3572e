/// The script that nginx puts into the head of every page of Jitsi Meet, served as `/_login/hook.js`.
///
/// Jitsi's client visits no address when somebody is kicked out or when Prosody refuses a token: it shows a notice
/// and stays, or goes to the welcome page. The script leads to our pages instead, with tenant, room and query as the
/// address has them, but without a token:
///
/// | what happened | leads to |
/// |---|---|
/// | kicked out, and not because of joining on another device | `/_login/kicked/to/<path>?<query>` |
/// | the join was refused | `/_login/denied/to/<path>?<query>` |
/// | the connection was refused although there was a token | `/_login/denied/token/to/<path>?<query>` |
///
/// The fragment stays behind: it may hold a token too, and the links on our pages would lose it anyway.
///
/// The events and states are those of Jitsi Meet's sources from January 2021 to 2026: `JitsiConferenceEvents`,
/// `JitsiConferenceErrors`, `JitsiConnectionErrors` of lib-jitsi-meet; `conference.js` and
/// `react/features/base/{conference,connection,jwt,config}` of jitsi-meet. They are not a promise of Jitsi's, so the script
/// takes nothing for granted, throws nothing, says at most one line on the console, and gives up after ten errors.
/// While it watches, it costs Jitsi's page a few reads every half second and with each word of the store.
public enum HookScript {
    /// JavaScript of ES2017, UTF-8, to be served as `text/javascript`.
    public static let source: String = #"""
        // jitsi-ldap-login: leads people who were kicked out or refused to a page that says so.
        (function () {
            'use strict';

            // In a frame, the site that embeds the meeting handles its events.
            if (window !== window.top) {
                return;
            }

            let failures = 0;
            let left = false;
            let heardStore = null;
            const heardRooms = new WeakSet();
            const timer = setInterval(look, 500);

            look();

            // Jitsi's code calls this: an error here must never become an error there.
            function guarded(work) {
                return function () {
                    try {
                        work.apply(null, arguments);
                    } catch (error) {
                        failures += 1;
                        if (failures === 1) {
                            console.warn('jitsi-ldap-login: this release of Jitsi Meet is not understood', error);
                        } else if (failures === 10) {
                            clearInterval(timer);
                        }
                    }
                };
            }

            // The store says when to look again. The timer waits for the store, and sees a room that was set
            // after the store had spoken, as in January 2021.
            function look() {
                if (left || failures >= 10) {
                    return;
                }
                guarded(function () {
                    const app = window.APP;
                    const store = app && app.store;

                    if (!store) {
                        return;
                    }
                    if (store !== heardStore) {
                        heardStore = store;
                        store.subscribe(look);
                    }

                    const room = app.conference && app.conference._room;

                    // Breakout rooms come and go.
                    if (room && !heardRooms.has(room)) {
                        heardRooms.add(room);
                        room.on('conference.kicked', guarded(kicked));
                        room.on('conference.failed', guarded(failed));
                    }
                    tokenRefused(store.getState());
                })();
            }

            // isReplaced: the same person has joined on another device.
            function kicked(participant, reason, isReplaced) {
                if (!isReplaced) {
                    leave('kicked');
                }
            }

            // Other types (visitors, lobby, who may create rooms) are the client's business.
            function failed(error, type) {
                const refused = !type || type === 'general' || type === 'authentication-required';

                if (error === 'conference.connectionError.notAllowed' && refused) {
                    leave('denied');
                }
            }

            // Without a token the client goes to tokenAuthUrl by itself.
            function tokenRefused(state) {
                const connection = state['features/base/connection'] || {};
                const token = (state['features/base/jwt'] || {}).jwt;
                const error = connection.error && (connection.error.name || connection.error);

                if (token && error === 'connection.passwordRequired') {
                    leave('denied/token');
                }
            }

            // Jibri and Jigasi open rooms as well. What makes them known may come in the address's fragment, which
            // Jitsi merges into its settings after this script has started: so ask now.
            function isMachine() {
                const state = heardStore.getState();

                return [window.config, state['features/base/config']].some(function (config) {
                    return config && (config.iAmRecorder || config.iAmSipGateway);
                });
            }

            // "replace": the way back must not lead into the meeting again.
            function leave(page) {
                if (left || isMachine()) {
                    return;
                }
                left = true;
                clearInterval(timer);

                const path = window.location.pathname;

                window.location.replace('/_login/' + page + (path === '/' ? '' : '/to' + path + query()));
            }

            // As it stands, without a token: Jitsi takes that out of the address only once it is connected. Our pages
            // refuse a query of more than 1024 bytes, and the room counts for more than the query.
            function query() {
                const kept = window.location.search.slice(1).split('&').filter(function (parameter) {
                    const name = new URLSearchParams(parameter).keys().next().value || '';

                    return parameter && name.trim().toLowerCase() !== 'jwt';
                }).join('&');

                return kept && kept.length <= 1024 ? '?' + kept : '';
            }
        })();

        """#
}
