extension Asset {
    /// The script of the pages that end a login in a pop-up.
    static let handoverScript = Asset(
        name: "handover", ending: "js", contentType: "text/javascript; charset=utf-8",
        bytes: Array(handoverSource.utf8), caching: .immutable)
}

/// ES2017. What it is to hand over stands in the page, in the data attributes of the element `handover`.
///
/// The opener must be a page of Jitsi's origin; to any other nothing is said, whatever the browser would do about it.
/// The nonce is compared with the one that the opener kept: Jitsi's client writes it into its session storage before it
/// opens the window, which gets a copy (HTML, 7.3.1.2; `loginWithPopup` in react/features/authentication/actions.web.ts).
/// Where a release keeps none, origin and opener decide alone. The messages are those that the same function waits for.
private let handoverSource = """
    // jitsi-ldap-login: tells the page that opened this window how the login ended.
    (function () {
        'use strict';

        const place = document.getElementById('handover');
        const { origin, token, nonce, error } = place.dataset;

        function opener() {
            try {
                return window.opener.location.origin === origin ? window.opener : null;
            } catch (foreign) {
                return null;
            }
        }

        function isExpected() {
            let kept = null;
            try {
                kept = window.sessionStorage.getItem('oauth_nonce');
                window.sessionStorage.removeItem('oauth_nonce');
            } catch (withheld) {
                // No storage, and so nothing to compare with.
            }
            return kept === null || kept === nonce;
        }

        function tell(message) {
            const page = opener();
            if (page !== null) {
                page.postMessage(message, origin);
                // The client closes the window itself as soon as it has the message.
                window.setTimeout(function () { window.close(); }, 500);
            }
        }

        if (token === undefined) {
            place.addEventListener('click', function () {
                tell({ type: 'oauth-error', error: error });
                window.setTimeout(function () { window.close(); }, 500);
            });
            return;
        }
        place.remove();
        tell(isExpected()
            ? { type: 'oauth-success', accessToken: token, nonce: nonce }
            : { type: 'oauth-error', error: 'invalid_request' });
    })();

    """
