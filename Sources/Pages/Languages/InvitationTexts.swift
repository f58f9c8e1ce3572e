/// What the pages of invitations say, once per language.
protocol InvitationTexts: Sendable {
    // What a link shows
    func open(name: String?, until: String) -> Message
    func early(_ begin: String) -> Message
    func over(_ end: String) -> Message
    var closed: Message { get }
    var invalid: Message { get }
    var yourName: String { get }
    var join: String { get }

    // Making one
    func inviting(_ room: Markup) -> Markup
    func mayNotInvite(_ account: Markup, _ reason: MayNotInvite) -> Message
    var form: Message { get }
    func problem(_ problem: InviteFormPage.Problem) -> String
    var guestName: String { get }
    var validFrom: String { get }
    var validUntil: String { get }
    var mayModerate: String { get }
    var passesLobby: String { get }
    var makeLink: String { get }
    func made(from: String, until: String) -> Message
    var link: String { get }
    var inviteAnother: String { get }
}

/// The same with their moments written out.
extension Texts {
    func message(of standing: InvitationPage.Standing) -> Message {
        switch standing {
        case .open(let name, let until): invitations.open(name: name, until: moment(until))
        case .early(let begin): invitations.early(moment(begin))
        case .over(let end?): invitations.over(moment(end))
        case .over(nil): invitations.closed
        case .invalid: invitations.invalid
        }
    }

    func made(_ page: InvitationMadePage) -> Message {
        invitations.made(from: moment(page.from), until: moment(page.until))
    }
}
