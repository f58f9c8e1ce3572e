extension Page {
    /// The HTTP status code.
    ///
    /// A refused login is 403, not 401: RFC 9110, 15.5.2 demands a WWW-Authenticate field with 401, and browsers then
    /// ask for a password themselves. A form that is not taken is 403, too: it could be read, so that it is no 400, and the
    /// server refuses to act on it.
    public var status: Int {
        switch self {
        case .login(let page): page.notice.map { $0.isTooMany ? 429 : 403 } ?? 200
        case .askForRoom, .denied, .kicked, .loggedOut, .askToSignOut, .passwordNotice, .app, .framed,
            .handover, .turnedBack, .invitationMade:
            200
        case .inPopUp(let page): page.status
        case .invitation(let page): page.status
        case .inviteForm(let page): page.status
        case .badRequest: 400
        case .refused, .accountProblem, .notOpen, .mayNotInvite, .formRefused: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .tooLarge: 413
        case .tooManyVisits: 429
        case .wrongHost: 421
        case .unforeseen: 500
        case .directoryDown, .overloaded: 503
        }
    }

    /// Whether the page has the language switch, so that its address must accept the form of it.
    public var showsLanguageSwitch: Bool {
        switch self {
        case .login, .askForRoom, .denied, .kicked, .loggedOut, .askToSignOut, .notOpen, .invitation: true
        case .inPopUp(let page): page.showsLanguageSwitch
        default: false
        }
    }

    /// The header fields that only this page has.
    var extraHeaders: [(String, String)] {
        switch self {
        case .directoryDown(let seconds, _), .overloaded(let seconds, _):
            [("Retry-After", "\(max(seconds, 1))")]
        case .tooManyVisits(let seconds): [("Retry-After", "\(max(seconds, 1))")]
        case .login(let page) where page.notice?.isTooMany == true: [("Retry-After", "\(page.retryAfter)")]
        case .methodNotAllowed(let allowed): [("Allow", allowed)]
        case .inPopUp(let page): page.extraHeaders
        default: []
        }
    }
}
