/// What to say to somebody who was removed from a meeting.
public struct KickedPage: Sendable {
    /// The room, where it is known.
    public let room: RoomLabel?
    /// The room's login address.
    public let signInAgain: Link

    /// All that the page says and offers.
    public init(room: RoomLabel?, signInAgain: Link) {
        self.room = room
        self.signInAgain = signInAgain
    }
}
