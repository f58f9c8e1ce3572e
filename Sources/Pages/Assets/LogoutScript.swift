extension Asset {
    /// The script of the page at the end of a session.
    static let logoutScript = Asset(
        name: "logout", ending: "js", contentType: "text/javascript; charset=utf-8",
        bytes: Array(logoutSource.utf8), caching: .immutable)
}

/// ES2017. Jitsi's client loads the page in a hidden frame (`tokenLogoutUrl` with `tokenAuthInline`) and waits for the message.
private let logoutSource = """
    // jitsi-ldap-login: tells the page around this frame that the session is over.
    (function () {
        'use strict';

        const { origin } = document.getElementById('logout').dataset;

        if (window.parent !== window) {
            window.parent.postMessage({ type: 'logout-success' }, origin);
        }
    })();

    """
