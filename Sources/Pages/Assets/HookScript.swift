/// The script that nginx puts into the head of every page of Jitsi Meet, served as `/_login/hook.js`.
///
/// Jitsi's client visits no address when somebody is kicked out or when Prosody refuses a token: it shows a notice
/// and stays, or goes to the welcome page. The script leads to our pages instead, with room and tenant:
///
/// | what happened | leads to |
/// |---|---|
/// | kicked out, and not because of joining on another device | `/_login/kicked/to/<path>` |
/// | the join was refused | `/_login/denied/to/<path>` |
/// | the connection was refused although there was a token | `/_login/denied/token/to/<path>` |
///
/// The events and states are those of Jitsi Meet's sources from January 2021 to 2026: `JitsiConferenceEvents`,
/// `JitsiConferenceErrors`, `JitsiConnectionErrors` of lib-jitsi-meet; `conference.js` and
/// `react/features/base/{conference,connection,jwt,config}` of jitsi-meet. They are not a promise of Jitsi's, so the script
/// takes nothing for granted, throws nothing, and says at most one line on the console.
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

            let complained = false;
            let left = false;
            let heardStore = null;
            let heardRoom = null;
            const timer = setInterval(look, 500);

            look();

            // Jitsi's code calls this: an error here must never become an error there.
            function guarded(work) {
                return function () {
                    try {
                        work.apply(null, arguments);
                    } catch (error) {
                        if (!complained) {
                            complained = true;
                            console.warn('jitsi-ldap-login: this release of Jitsi Meet is not understood', error);
                        }
                    }
                };
            }

            // The store says when to look again. The timer waits for the store, and sees a room that was set
            // after the store had spoken, as in January 2021.
            function look() {
                guarded(function () {
                    const app = window.APP;
                    const store = app && app.store;

                    if (left || !store) {
                        return;
                    }
                    if (store !== heardStore) {
                        heardStore = store;
                        store.subscribe(look);
                    }

                    const room = app.conference && app.conference._room;

                    if (room && room !== heardRoom) {
                        heardRoom = room;
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

                window.location.replace('/_login/' + page + (path === '/' ? '' : '/to' + path));
            }
        })();

        """#
}
