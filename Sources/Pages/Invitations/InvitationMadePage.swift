/// The link of a new invitation, for the moderator who made it.
public struct InvitationMadePage: Sendable {
    /// The room that it is for.
    public let room: RoomLabel
    let link: String
    let from: ZonedTime
    let until: ZonedTime
    let permit: String

    /// - Parameters:
    ///   - link: shown to be copied, and nowhere a link to click: who made it has their own way in.
    ///   - permit: for "Invite somebody else".
    public init(room: RoomLabel, link: String, from: ZonedTime, until: ZonedTime, permit: String) {
        self.room = room
        self.link = link
        self.from = from
        self.until = until
        self.permit = permit
    }
}
