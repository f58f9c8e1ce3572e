/// What to say to somebody whom Jitsi has sent back again and again within seconds: another token would change nothing.
public struct TurnedBackPage: Sendable {
    /// The room.
    public let room: RoomLabel
    /// Who is signed in.
    public let account: String

    /// All that the page says and offers.
    public init(room: RoomLabel, account: String) {
        self.room = room
        self.account = account
    }
}
