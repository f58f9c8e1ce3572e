/// The login form's content.
public struct LoginPage: Sendable {
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// What was typed before, kept; the password never is.
    public let userName: String
    /// What was wrong with the attempt before, if there was one.
    public let notice: Notice?
    /// What the login is for.
    public let purpose: Purpose

    /// A fresh form, or with a notice the form again.
    public init(
        room: RoomLabel, userName: String = "", notice: Notice? = nil, purpose: Purpose = .join
    ) {
        self.room = room
        self.userName = userName
        self.notice = notice
        self.purpose = purpose
    }

    /// What a login is for.
    public enum Purpose: Sendable {
        /// To join the meeting.
        case join
        /// To invite somebody else to it.
        case invite
    }

    /// Why the form is there again.
    public enum Notice: Sendable, CaseIterable {
        /// The uniform answer to every login that fails.
        case refused
        /// The name or the password was empty.
        case incomplete
        /// The token of a ``PasswordNoticePage`` came back too late, or is none of ours.
        case tokenNotAccepted
    }
}
