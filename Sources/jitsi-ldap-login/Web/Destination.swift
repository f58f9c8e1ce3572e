internal import JitsiToken
internal import Pages

/// Where a login leads, and by which way the token gets there.
struct Destination {
    let meeting: MeetingAddress
    var way = Way.browser

    enum Way {
        /// By a redirect, in the token's address.
        case browser
        /// By a button that opens one of Jitsi's apps.
        case app(App)
        /// By a message to the page that opened the window (`tokenAuthInline`).
        case popUp(Nonce)
    }

    init(_ meeting: MeetingAddress, by way: Way = .browser) {
        self.meeting = meeting
        self.way = way
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
