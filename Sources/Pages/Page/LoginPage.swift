/// The login form's content.
public struct LoginPage: Sendable {
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// What was typed before, kept; the password never is.
    public let userName: String
    /// What was wrong with the attempt before, if there was one.
    public let notice: Notice?

    /// A fresh form, or with a notice the form again.
    public init(room: RoomLabel, userName: String = "", notice: Notice? = nil) {
        self.room = room
        self.userName = userName
        self.notice = notice
    }

    /// Why the form is there again.
    public enum Notice: Sendable, CaseIterable {
        /// The uniform answer to every login that fails.
        case refused
        /// The name or the password was empty.
        case incomplete
        /// The token of a ``PasswordNoticePage`` came back too late, or is none of ours.
        case tokenNotAccepted
        /// The session is over, as its account was not found any more.
        case sessionOver
        /// The session lets nobody in yet, after a kick.
        case afterKick
    }
}
