extension Language {
    /// German.
    public static let german = Language(tag: "de", autonym: "Deutsch", texts: GermanTexts())
}

struct GermanTexts: Texts {
    let signIn = "Anmelden"
    func joining(_ room: Markup) -> Markup { "Sie sind auf dem Weg in den Raum \(room)." }
    let userName = "Benutzername"
    let password = "Passwort"
    let signInAndJoin = "Anmelden und teilnehmen"
    let forgotPassword = "Passwort vergessen?"
    let refusal = "Benutzername oder Passwort ist nicht richtig."
    let incomplete = "Bitte geben Sie Ihren Benutzernamen und Ihr Passwort ein."
    let tokenCameBackInVain =
        "Ihre Zugangsberechtigung ist abgelaufen oder wurde nicht angenommen. Bitte melden Sie sich erneut an."
    let cameBack =
        "Sie wurden in das Meeting geleitet, und Ihr Browser kam sofort zurück. "
        + "Wenn das wieder geschieht, sagen Sie es bitte denen, die diese Seite betreiben."
    let sessionOver = "Sie wurden abgemeldet, weil sich Ihr Konto oder sein Passwort geändert hat."
    let afterKick =
        "Sie wurden aus einem Meeting entfernt. Bitte geben Sie Ihr Passwort ein, um wieder teilzunehmen."
    let staySignedIn = "Auf diesem Gerät angemeldet bleiben"
    let formOutOfDate = "Bitte versuchen Sie es noch einmal: Diese Seite war nicht mehr aktuell."
    let cookieNotBrought =
        "Ihr Browser nimmt keine Cookies dieser Seite an oder hat sie verloren: "
        + "Bitte erlauben Sie sie, und versuchen Sie es noch einmal."
    let pleaseAgain = "Bitte noch einmal"

    let orAsGuest = "Kein Konto hier?"
    let guestName = "Ihr Name"
    let joinAsGuest = "Als Gast teilnehmen"
    let guestNameMissing = "Bitte geben Sie den Namen ein, den die anderen sehen sollen."
    let tooManyGuests =
        "Von dort, wo Sie sind, kommen gerade sehr viele Gäste. Bitte versuchen Sie es gleich noch einmal."

    let errorInTitle = "Fehler"
    let languages = "Sprache"
    let help = "Hilfe"
    let imprint = "Impressum"
    let privacy = "Datenschutz"
    let opensNewTab = "(öffnet einen neuen Tab)"

    let tryAgain = "Erneut versuchen"
    let signInAgain = "Erneut anmelden"
    let signInAsSomebodyElse = "Mit anderem Konto anmelden"
    let signOut = "Abmelden"
    let chooseRoom = "Raum wählen"
    let toStartPage = "Zur Startseite"
    let continueButton = "Weiter"
    let continueToMeeting = "Weiter zum Meeting"
    let changePassword = "Passwort ändern"

    let backToApp = Message("Sie sind angemeldet", "In der App geht es weiter zum Meeting.")
    let openApp = "App öffnen"
    let joinInBrowser = "Stattdessen im Browser teilnehmen"
    let signInElsewhere = Message("Bitte melden Sie sich an", "Das geht in einem eigenen Tab.")
    let openInNewTab = "In neuem Tab öffnen"
    let handedOver = Message(
        "Sie sind angemeldet",
        "Dieses Fenster schließt sich von selbst. Bleibt es offen, schließen Sie es bitte und kehren Sie zum Meeting zurück."
    )
    let closeWindow = "Dieses Fenster schließen"

    let askForRoom = Message("An einem Meeting teilnehmen", "In welchen Raum möchten Sie?")
    let roomName = "Name des Raums"

    let denied = Message(
        "Sie sind noch nicht im Meeting",
        "Das Meeting wurde noch nicht von der Moderation eröffnet, oder dieses Konto hat keinen Zutritt.")
    let tokenNotAccepted = Message(
        "Bitte melden Sie sich erneut an",
        "Ihre Zugangsberechtigung ist abgelaufen oder wurde nicht angenommen.")
    let kicked = Message(
        "Sie wurden aus dem Meeting entfernt",
        "Die Moderation hat Sie entfernt. War das ein Versehen, können Sie sich erneut anmelden.")
    func notOpen(_ state: NotOpenPage.State) -> Message {
        switch state {
        case .opens(let time):
            Message(
                "Der Raum ist noch nicht geöffnet",
                markup: "Er öffnet am <strong>\(moment(time))</strong>. Bitte kommen Sie dann wieder.")
        case .over(let time?):
            Message(
                "Der Raum ist geschlossen",
                markup: "Er wurde am <strong>\(moment(time))</strong> geschlossen.")
        case .over(nil): Message("Der Raum ist geschlossen", "Er öffnet nicht mehr.")
        }
    }

    func mayNotEnter(_ account: Markup) -> Message {
        Message(
            "Dieses Konto hat keinen Zutritt",
            markup:
                "Sie sind als \(account) angemeldet, aber dieses Konto darf hier nicht an Meetings teilnehmen."
        )
    }

    func accountProblem(_ problem: AccountProblem) -> Message {
        switch problem {
        case .expired:
            Message(
                "Ihr Konto ist abgelaufen",
                "Es ist nicht mehr gültig. Bitte lassen Sie es bei Ihrer Organisation verlängern.")
        case .disabled:
            Message(
                "Ihr Konto ist deaktiviert",
                "Sie können sich damit nicht anmelden. Bitte lassen Sie es bei Ihrer Organisation freigeben.")
        case .notNow:
            Message(
                "Ihr Konto darf sich jetzt nicht anmelden",
                "Es ist auf bestimmte Zeiten oder Computer beschränkt. "
                    + "Bitte versuchen Sie es zu einer anderen Zeit, oder fragen Sie bei Ihrer Organisation nach."
            )
        case .passwordExpired:
            Message(
                "Ihr Passwort ist abgelaufen",
                "Bitte wählen Sie bei Ihrer Organisation ein neues Passwort. Melden Sie sich dann damit an.")
        case .mustChangePassword:
            Message(
                "Sie brauchen ein neues Passwort",
                "Bitte ändern Sie zuerst bei Ihrer Organisation Ihr Passwort. Melden Sie sich dann damit an.")
        }
    }

    func passwordNotice(_ notice: PasswordNoticePage.Notice) -> Message {
        switch notice {
        case .expires(let days):
            Message(
                "Ihr Passwort läuft in "
                    + (days == 0 ? "weniger als einem Tag" : days == 1 ? "einem Tag" : "\(days) Tagen")
                    + " ab",
                "Bitte wählen Sie vorher bei Ihrer Organisation ein neues.")
        case .graceLogins(let count):
            Message(
                "Ihr Passwort ist abgelaufen",
                (count == 0
                    ? "Das war die letzte Anmeldung damit. "
                    : "Sie können sich damit noch \(count == 1 ? "einmal" : "\(count)-mal") anmelden. ")
                    + "Bitte wählen Sie bei Ihrer Organisation ein neues.")
        }
    }

    let directoryDown = Message(
        "Die Anmeldung ist gerade nicht möglich",
        "Das Benutzerverzeichnis antwortet nicht. Bitte versuchen Sie es gleich noch einmal.")
    let overloaded = Message(
        "Gerade melden sich sehr viele an", "Bitte versuchen Sie es gleich noch einmal.")
    let badRequest = Message(
        "Das hat nicht geklappt",
        "Was Ihr Browser gesendet hat, war nicht lesbar. Bitte öffnen Sie die Adresse des Meetings erneut.")
    let notFound = Message(
        "Hier ist nichts",
        "Diese Adresse führt zu keinem Meeting. Sie können stattdessen den Namen des Raums eingeben.")
    let tooLarge = Message(
        "Das war zu viel",
        "Ihr Browser hat mehr gesendet, als hier angenommen wird. Bitte öffnen Sie die Adresse des Meetings erneut."
    )
    let methodNotAllowed = Message(
        "Das geht hier nicht",
        "Diese Adresse nimmt eine solche Anfrage nicht an. Bitte öffnen Sie die Adresse des Meetings erneut.")
    func wrongHost(_ host: Markup) -> Message {
        Message("Das ist nicht die richtige Adresse", markup: "Die Meetings finden Sie unter \(host).")
    }
    func unforeseen(_ reference: Markup) -> Message {
        Message(
            "Etwas ist schiefgegangen",
            markup:
                "Der Fehler liegt bei uns. Tritt er wieder auf, melden Sie ihn bitte mit der Nummer \(reference)."
        )
    }
    let loggedOut = Message("Sie sind abgemeldet", "Sie können dieses Fenster jetzt schließen.")
    let invitations: any InvitationTexts = GermanInvitationTexts()
    let askToSignOut = Message("Abmelden?", "Für das nächste Meeting brauchen Sie dann Ihr Passwort.")
    let turnedBack = Message(
        "Das Meeting lässt Sie nicht ein",
        "Es hat Sie innerhalb von Sekunden mehrmals zurückgeschickt. Bitte sagen Sie denen, die diese Seite betreiben: "
            + "Jitsi Meet weist die Tokens ab, und „jitsi-ldap-login check --jitsi“ auf seinem Server sagt, warum."
    )
    func signedInAs(_ account: Markup) -> Markup { "Sie sind als \(account) angemeldet." }
    let notYou = "Nicht Sie?"
}
