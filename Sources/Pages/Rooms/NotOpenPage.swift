/// What to say to somebody who comes while the room is closed.
public struct NotOpenPage: Sendable {
    /// Where in its hours the room is.
    public enum State: Sendable {
        /// It opens then.
        case opens(ZonedTime)
        /// It does not open any more; since then, where there was such a moment.
        case over(ZonedTime?)
    }

    /// The room.
    public let room: RoomLabel
    /// Where in its hours it is.
    public let state: State

    /// All that the page says.
    public init(room: RoomLabel, state: State) {
        self.room = room
        self.state = state
    }
}
