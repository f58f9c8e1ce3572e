/// What stands in the place of the login in a frame, of a site that embeds the meeting or of the desktop app.
///
/// It is the only page that may be framed. Nobody can be made to type or press anything of weight in it: it has no
/// form, and its one link opens the login by itself, where the address can be seen.
public struct FramedPage: Sendable {
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// The same login.
    public let login: Link

    /// All that the page says and offers.
    public init(room: RoomLabel, login: Link) {
        self.room = room
        self.login = login
    }
}
