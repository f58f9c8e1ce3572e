internal import JitsiToken
internal import Pages

/// Where a login leads, and by which way the token gets there.
struct Destination {
    let meeting: MeetingAddress
    var way = Way.browser
    /// Whether the password is asked for although there is a session.
    var asksForPassword = false

    enum Way {
        /// By a redirect, in the token's address.
        case browser
        /// By a button that opens one of Jitsi's apps.
        case app(App)
        /// By a message to the page that opened the window (`tokenAuthInline`).
        case popUp(Nonce)
        /// Not to the meeting, but to an invitation to it; with the names as they were typed.
        case invite(room: String, tenant: String?)
    }

    init(_ meeting: MeetingAddress, by way: Way = .browser) {
        self.meeting = meeting
        self.way = way
    }

    /// The same for somebody else than the session's person.
    init(other meeting: MeetingAddress) {
        self.init(meeting)
        asksForPassword = true
    }

    /// What the login is for.
    var purpose: LoginPage.Purpose {
        if case .invite = way { .invite } else { .join }
    }

    /// The page as this way wants it, where it ends the login without a token.
    func ending(_ page: Page) -> Page {
        if case .popUp = way { .inPopUp(page) } else { page }
    }

    /// The meeting's login, by way of the browser. Where its address is too long for a link, the page that asks for
    /// the room.
    static func loginLink(_ meeting: MeetingAddress?) -> Link {
        meeting.flatMap { Link(sent: $0.loginPath) } ?? .askForRoom
    }
}
