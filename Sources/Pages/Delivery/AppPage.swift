/// The way back into one of Jitsi's apps, for somebody whom the app sent to a browser to log in.
///
/// A button rather than a redirect: browsers block the jump into an app that nobody asked for, and say nothing. Both
/// ways hold the token, so the page is never kept and names itself to nobody.
public struct AppPage: Sendable {
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// What opens the app in the room.
    let app: Link
    /// The room in the browser, for a device without the app.
    let browser: Link
    /// Who is signed in by a session; nil for somebody who has just typed their password.
    let signedIn: SignedIn?

    /// All that the page offers.
    ///
    /// - Parameters:
    ///   - app: the app's address of the room.
    ///   - browser: the room's own address.
    ///   - signedIn: nil for somebody who has just typed their password.
    ///   - meet: the site that both must lead to. Nil where one does not.
    public init?(
        room: RoomLabel, app: String, browser: String, signedIn: SignedIn? = nil, at meet: Origin
    ) {
        guard let app = Link(app: app, at: meet), let browser = Link(meeting: browser, at: meet) else {
            return nil
        }
        self.room = room
        self.app = app
        self.browser = browser
        self.signedIn = signedIn
    }
}
