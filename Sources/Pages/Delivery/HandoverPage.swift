/// The end of a login in the pop-up that Jitsi's page opened (`tokenAuthInline`): a script hands the token over to that
/// page, and the window closes. The token is in no address.
public struct HandoverPage: Sendable {
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// The token, in its compact form; it goes into the page for its script and nowhere else.
    let token: String
    /// The number that came with the address.
    let nonce: Nonce
    /// The room's login, for a window that nobody opened.
    let retry: Link

    /// All that the page says and hands over.
    public init(room: RoomLabel, token: String, nonce: Nonce, retry: Link) {
        self.room = room
        self.token = token
        self.nonce = nonce
        self.retry = retry
    }
}
