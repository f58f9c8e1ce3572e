/// What the pages of invitations say in German.
struct GermanInvitationTexts: InvitationTexts {
    func open(name: String?, until: String) -> Message {
        let end: Markup = "Die Einladung gilt bis \(until)."
        if let name {
            return Message(
                "Sie sind eingeladen",
                markup: "Sie nehmen als \(.person(name)) teil. \(end)")
        }
        return Message(
            "Sie sind eingeladen",
            markup: "Bitte sagen Sie, unter welchem Namen die anderen Sie sehen. \(end)")
    }
    func early(_ begin: String) -> Message {
        Message(
            "Ihre Einladung gilt erst später",
            "Sie gilt ab \(begin). Bitte öffnen Sie den Link dann noch einmal.")
    }
    func over(_ end: String) -> Message {
        Message(
            "Ihre Einladung ist abgelaufen",
            "Sie galt bis \(end). Bitte lassen Sie sich erneut einladen.")
    }
    let closed = Message(
        "Ihre Einladung ist abgelaufen",
        "Der Raum öffnet nicht mehr, solange sie gilt. Bitte lassen Sie sich erneut einladen.")
    let invalid = Message(
        "Diese Einladung gilt nicht",
        "Sie wurde zurückgezogen, oder der Link ist nicht vollständig. "
            + "Bitte kopieren Sie den ganzen Link aus Ihrer Nachricht, oder lassen Sie sich erneut einladen.")
    let yourName = "Ihr Name"
    let join = "Teilnehmen"

    func inviting(_ room: Markup) -> Markup { "Sie möchten jemanden einladen: \(room)." }
    func mayNotInvite(_ account: Markup, _ reason: MayNotInvite) -> Message {
        switch reason {
        case .notModerator:
            Message(
                "Dieses Konto darf nicht einladen",
                markup:
                    "Sie sind als \(account) angemeldet. Andere einladen kann nur die Moderation des Raums.")
        case .nobodyWithoutAccount:
            Message(
                "In diesen Raum gibt es keine Einladungen",
                markup: "Sie sind als \(account) angemeldet, aber ohne Konto darf niemand in diesen Raum.")
        case .moderatorsUnknown:
            Message(
                "In diesen Raum kann hier niemand einladen",
                markup: """
                    Sie sind als \(account) angemeldet. In diesem Raum moderiert, wer zuerst kommt; vorher ist \
                    nicht bekannt, wer das ist. Bitte lassen Sie sich von Ihrer IT-Abteilung eine Einladung geben.
                    """)
        }
    }
    let form = Message("Jemanden einladen", "Sie erhalten einen Link, den Sie verschicken können.")
    func problem(_ problem: InviteFormPage.Problem) -> String {
        switch problem {
        case .times: "Bitte geben Sie Beginn und Ende als Datum und Uhrzeit an."
        case .window: "Bitte geben Sie ein Ende an, das nach dem Beginn und in der Zukunft liegt."
        case .tooLong(let hours): "Eine Einladung darf höchstens \(Self.span(hours)) gelten."
        case .tooFar: "Bitte geben Sie einen Beginn innerhalb eines Jahres an."
        case .roomClosed:
            "In dieser Zeit ist der Raum nie geöffnet. Bitte geben Sie Beginn und Ende anders an."
        case .name: "Der Name ist zu lang."
        }
    }
    let guestName = "Name, falls für eine einzelne Person"
    let validFrom = "Von"
    let validUntil = "Bis"
    let mayModerate = "Darf das Meeting moderieren"
    let passesLobby = "Muss nicht in der Lobby warten"
    let makeLink = "Link erstellen"
    func made(from: String, until: String) -> Message {
        Message(
            "Die Einladung ist fertig",
            "Sie gilt von \(from) bis \(until). Wer den Link hat, kann teilnehmen: "
                + "Schicken Sie ihn nur denen, die Sie meinen.")
    }
    let link = "Link"
    let inviteAnother = "Noch jemanden einladen"

    private static func span(_ hours: Int) -> String {
        if hours >= 48, hours % 24 == 0 { return "\(hours / 24) Tage" }
        return hours == 0 ? "weniger als eine Stunde" : hours == 1 ? "eine Stunde" : "\(hours) Stunden"
    }
}
