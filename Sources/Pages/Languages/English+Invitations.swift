/// What the pages of invitations say in English.
struct EnglishInvitationTexts: InvitationTexts {
    func open(name: String?, until: String) -> Message {
        let end: Markup = "The invitation holds until \(until)."
        if let name {
            return Message(
                "You are invited", markup: "You join as \(.person(name)). \(end)")
        }
        return Message(
            "You are invited", markup: "Please say by which name the others shall know you. \(end)")
    }
    func early(_ begin: String) -> Message {
        Message(
            "Your invitation is for later",
            "It holds from \(begin). Please open the link again then.")
    }
    func over(_ end: String) -> Message {
        Message(
            "Your invitation is over",
            "It held until \(end). Please ask the person who invited you for a new one.")
    }
    let closed = Message(
        "Your invitation is over",
        "The room does not open any more while it holds. Please ask the person who invited you for a new one."
    )
    let invalid = Message(
        "This invitation does not hold",
        "It was withdrawn, or the link is not complete. "
            + "Please copy the whole link out of your message, or ask for a new invitation.")
    let yourName = "Your name"
    let join = "Join"

    func inviting(_ room: Markup) -> Markup { "You are about to invite somebody to \(room)." }
    func mayNotInvite(_ account: Markup, _ reason: MayNotInvite) -> Message {
        switch reason {
        case .notModerator:
            Message(
                "This account may not invite",
                markup: "You are signed in as \(account), and only moderators of the room invite others.")
        case .nobodyWithoutAccount:
            Message(
                "There are no invitations to this room",
                markup: "You are signed in as \(account), but nobody without an account may enter this room.")
        case .moderatorsUnknown:
            Message(
                "Nobody can invite to this room here",
                markup: """
                    You are signed in as \(account). In this room whoever arrives first is the moderator, \
                    so that nobody is known to be one before. Please ask your administrator for an invitation.
                    """)
        }
    }
    let form = Message("Invite somebody", "You get a link, which you can send to them.")
    func problem(_ problem: InviteFormPage.Problem) -> String {
        switch problem {
        case .times: "Please give begin and end as a date and a time."
        case .window: "Please give an end that is after the begin, and is to come."
        case .tooLong(let hours): "An invitation may hold for at most \(Self.span(hours))."
        case .tooFar: "Please give a begin within a year from now."
        case .roomClosed: "The room is closed for all of that time. Please give another begin and end."
        case .name: "The name is too long."
        }
    }
    let guestName = "Name, if it is for one person"
    let validFrom = "From"
    let validUntil = "Until"
    let mayModerate = "May moderate the meeting"
    let passesLobby = "Need not wait in the lobby"
    let makeLink = "Make a link"
    func made(from: String, until: String) -> Message {
        Message(
            "The invitation is ready",
            "It holds from \(from) until \(until). Whoever has the link can join: send it only to those you mean."
        )
    }
    let link = "Link"
    let inviteAnother = "Invite somebody else"

    private static func span(_ hours: Int) -> String {
        if hours >= 48, hours % 24 == 0 { return "\(hours / 24) days" }
        return hours == 0 ? "less than an hour" : hours == 1 ? "one hour" : "\(hours) hours"
    }
}
