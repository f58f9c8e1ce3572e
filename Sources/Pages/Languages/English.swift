extension Language {
    /// English.
    public static let english = Language(tag: "en", autonym: "English", texts: EnglishTexts())
}

struct EnglishTexts: Texts {
    let signIn = "Sign in"
    func joining(_ room: Markup) -> Markup { "You are about to join \(room)." }
    let userName = "User name"
    let password = "Password"
    let signInAndJoin = "Sign in and join"
    let forgotPassword = "Forgot your password?"
    let refusal = "The user name or password is not right."
    let incomplete = "Please enter your user name and your password."
    let tokenCameBackInVain = "Your entry pass has expired or was not accepted. Please sign in again."
    let cameBack =
        "You were led into the meeting, and your browser came straight back. "
        + "Should that happen again, please tell the people who run this site."
    let sessionOver = "You have been signed out, because your account or its password has changed."
    let afterKick = "You were removed from a meeting. Please enter your password to join again."
    let staySignedIn = "Stay signed in on this device"
    let formOutOfDate = "Please try once more: this page was out of date."
    let cookieNotBrought =
        "Your browser takes no cookies from this site, or has lost them: please allow them, and try again."
    let pleaseAgain = "Please try again"

    let orAsGuest = "No account here?"
    let guestName = "Your name"
    let joinAsGuest = "Join as guest"
    let guestNameMissing = "Please enter the name that the others are to see."
    let tooManyGuests = "Very many guests are joining from where you are. Please try again in a moment."

    let errorInTitle = "Error"
    let languages = "Language"
    let help = "Help"
    let imprint = "Legal notice"
    let privacy = "Privacy"
    let opensNewTab = "(opens in a new tab)"

    let tryAgain = "Try again"
    let signInAgain = "Sign in again"
    let signInAsSomebodyElse = "Sign in as somebody else"
    let signOut = "Sign out"
    let chooseRoom = "Choose a room"
    let toStartPage = "Go to the start page"
    let continueButton = "Continue"
    let continueToMeeting = "Continue to the meeting"
    let changePassword = "Change password"

    let backToApp = Message("You are signed in", "Go on to the meeting in the app.")
    let openApp = "Open the app"
    let joinInBrowser = "Join in the browser instead"
    let signInElsewhere = Message("Please sign in", "You can do so in a tab of its own.")
    let openInNewTab = "Open in a new tab"
    let handedOver = Message(
        "You are signed in",
        "This window closes by itself. If it stays open, please close it and go back to the meeting.")
    let closeWindow = "Close this window"

    let askForRoom = Message("Join a meeting", "Which room would you like to enter?")
    let roomName = "Name of the room"

    let denied = Message(
        "You are not in the meeting yet",
        "The meeting has not been opened by its moderator yet, or this account may not enter.")
    let tokenNotAccepted = Message(
        "Please sign in again", "Your entry pass has expired or was not accepted.")
    let kicked = Message(
        "You were removed from the meeting",
        "A moderator has removed you. If that was a mistake, you can sign in again.")
    func notOpen(_ state: NotOpenPage.State) -> Message {
        switch state {
        case .opens(let time):
            Message(
                "The room is not open yet",
                markup: "It opens on <strong>\(moment(time))</strong>. Please come back then.")
        case .over(let time?):
            Message(
                "The room is closed",
                markup: "It closed on <strong>\(moment(time))</strong>.")
        case .over(nil): Message("The room is closed", "It does not open any more.")
        }
    }

    func mayNotEnter(_ account: Markup) -> Message {
        Message(
            "This account may not enter",
            markup: "You are signed in as \(account), but this account has no access to meetings here.")
    }

    func accountProblem(_ problem: AccountProblem) -> Message {
        switch problem {
        case .expired:
            Message(
                "Your account has expired",
                "It is no longer valid. Please ask the people who manage it to extend it.")
        case .disabled:
            Message(
                "Your account is disabled",
                "You cannot sign in with it. Please ask the people who manage it to enable it.")
        case .notNow:
            Message(
                "Your account may not sign in now",
                "It is limited to certain hours or computers. "
                    + "Please try again at another time, or ask the people who manage it.")
        case .passwordExpired:
            Message(
                "Your password has expired",
                "Please choose a new password with your organisation. Then sign in with the new one.")
        case .mustChangePassword:
            Message(
                "You need a new password",
                "Your organisation asks you to change your password first. Then sign in with the new one.")
        }
    }

    func passwordNotice(_ notice: PasswordNoticePage.Notice) -> Message {
        switch notice {
        case .expires(let days):
            Message(
                "Your password expires in "
                    + (days == 0 ? "less than a day" : days == 1 ? "one day" : "\(days) days"),
                "Please choose a new one with your organisation before then.")
        case .graceLogins(let count):
            Message(
                "Your password has expired",
                (count == 0
                    ? "This was the last time that you could sign in with it. "
                    : "You can sign in with it \(count == 1 ? "one more time" : "\(count) more times"). ")
                    + "Please choose a new one with your organisation.")
        }
    }

    let directoryDown = Message(
        "You cannot sign in right now", "The directory does not answer. Try again in a moment.")
    let overloaded = Message(
        "Very many people are signing in", "Please try again in a moment.")
    let badRequest = Message(
        "That did not work",
        "What your browser sent could not be read. Please open the address of the meeting again.")
    let notFound = Message(
        "There is nothing here",
        "This address does not lead to a meeting. You can enter the name of the room instead.")
    let tooLarge = Message(
        "That was too much",
        "Your browser sent more than is accepted here. Please open the address of the meeting again.")
    let methodNotAllowed = Message(
        "That does not work here",
        "This address does not accept such a request. Please open the address of the meeting again.")
    func wrongHost(_ host: Markup) -> Message {
        Message("This is not the right address", markup: "Meetings take place at \(host).")
    }
    func unforeseen(_ reference: Markup) -> Message {
        Message(
            "Something went wrong",
            markup:
                "The fault is ours, not yours. If it happens again, please report it with the number \(reference)."
        )
    }
    let loggedOut = Message("You are signed out", "You can close this window now.")
    let invitations: any InvitationTexts = EnglishInvitationTexts()
    let askToSignOut = Message("Sign out?", "You will need your password for the next meeting.")
    let turnedBack = Message(
        "The meeting does not let you in",
        "It has sent you back several times within seconds. Please tell the people who run this site: Jitsi Meet refuses "
            + "the tokens, and “jitsi-ldap-login check --jitsi” on its server says why.")
    func signedInAs(_ account: Markup) -> Markup { "You are signed in as \(account)." }
    let notYou = "Not you?"
}
