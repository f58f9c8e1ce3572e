/// The form by which a moderator makes an invitation.
public struct InviteFormPage: Sendable {
    /// What was wrong with what came before.
    public enum Problem: Sendable, Equatable {
        /// A begin or an end that is no moment.
        case times
        /// The end is not after the begin, or has passed.
        case window
        /// Longer than so many hours, rounded down.
        case tooLong(hours: Int)
        /// It begins too far ahead.
        case tooFar
        /// The room is closed for the whole of the window.
        case roomClosed
        /// The name is too long.
        case name
    }

    /// The room that the invitation is for.
    public let room: RoomLabel
    /// What was wrong, if something was.
    public let problem: Problem?
    /// Why the form that came before was not taken, if it was not.
    public let refusal: FormRefusal?
    /// The name as it was typed.
    let name: String
    let from: ZonedTime
    let until: ZonedTime
    let moderates: Bool
    let passesLobby: Bool
    /// Who invites, by name.
    let account: String
    /// What proves the login, sealed; it goes into a form field and nowhere else.
    let permit: String

    /// The HTTP status code.
    var status: Int {
        if refusal != nil { return 403 }
        return problem == nil ? 200 : 400
    }

    /// All that the form holds.
    public init(
        room: RoomLabel, name: String = "", from: ZonedTime, until: ZonedTime, moderates: Bool = false,
        passesLobby: Bool = false, account: String, permit: String, problem: Problem? = nil,
        refusal: FormRefusal? = nil
    ) {
        self.room = room
        self.name = name
        self.from = from
        self.until = until
        self.moderates = moderates
        self.passesLobby = passesLobby
        self.account = account
        self.permit = permit
        self.problem = problem
        self.refusal = refusal
    }
}
