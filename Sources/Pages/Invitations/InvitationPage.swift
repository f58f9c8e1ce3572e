/// What the link of an invitation shows. To look at it does nothing: mail programs and chats open links by themselves, to
/// show what is behind them.
public struct InvitationPage: Sendable {
    /// What the link is worth now.
    public enum Standing: Sendable {
        /// Who it is for may join, until then. The name is asked for where it is nil.
        case open(name: String?, until: ZonedTime)
        /// It holds from then on.
        case early(ZonedTime)
        /// It held until then; nil where the room does not open again while it holds.
        case over(ZonedTime?)
        /// It was withdrawn, or is not whole.
        case invalid
    }

    /// What the link is worth now.
    public let standing: Standing
    /// The room, where it is known.
    public let room: RoomLabel?
    /// What was wrong with the form that came before, if something was.
    public let problem: Problem?
    /// The name as it was typed.
    let typedName: String

    /// All that the page says.
    public init(
        _ standing: Standing, room: RoomLabel?, typedName: String = "", problem: Problem? = nil
    ) {
        self.standing = standing
        self.room = room
        self.typedName = typedName
        self.problem = problem
    }

    /// Why nobody has joined.
    public enum Problem: Sendable {
        /// A name was to be typed, and none came that can be seen.
        case nameMissing
        /// The form was not taken.
        case form(FormRefusal)

        func text(_ texts: any Texts) -> String {
            switch self {
            case .nameMissing: texts.guestNameMissing
            case .form(let refusal): refusal.text(texts)
            }
        }
    }

    /// The HTTP status code; 410 tells programs that the link will not come back.
    var status: Int {
        switch standing {
        case .open:
            switch problem {
            case nil: 200
            case .nameMissing: 400
            case .form: 403
            }
        case .early: 403
        case .over: 410
        case .invalid: 404
        }
    }
}
