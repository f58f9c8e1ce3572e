/// What to say to somebody who was removed from a meeting.
public struct KickedPage: Sendable {
    /// The room, where it is known.
    public let room: RoomLabel?
    /// The room's login address.
    public let signInAgain: Link
    /// Who is signed in; nil for nobody.
    let signedIn: SignedIn?

    /// All that the page says and offers.
    public init(room: RoomLabel?, signInAgain: Link, signedIn: SignedIn? = nil) {
        self.room = room
        self.signInAgain = signInAgain
        self.signedIn = signedIn
    }
}
