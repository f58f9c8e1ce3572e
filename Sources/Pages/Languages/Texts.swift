/// All that the pages say, once per language. A language that lacks a text does not compile.
///
/// Texts are escaped where they enter a page. What is set in a sentence comes as finished ``Markup``.
protocol Texts: Sendable {
    // The login form
    var signIn: String { get }
    func joining(_ room: Markup) -> Markup
    var userName: String { get }
    var password: String { get }
    var signInAndJoin: String { get }
    var forgotPassword: String { get }
    /// The one answer to every login that fails, whatever the reason.
    var refusal: String { get }
    var incomplete: String { get }
    /// Over the form, for somebody who waited too long on the page about their password.
    var tokenCameBackInVain: String { get }
    var cameBack: String { get }
    /// Over the form, for somebody whose account is not found any more, or has another password.
    var sessionOver: String { get }
    /// Over the form, for somebody who was removed from a meeting a moment ago.
    var afterKick: String { get }
    var staySignedIn: String { get }
    /// Over any form that came back from a page that is too old, or is none of this browser's.
    var formOutOfDate: String { get }
    /// Over any form that came back without the cookie of its page: what to do.
    var cookieNotBrought: String { get }
    /// Over one of these sentences, where there is no form that they could stand in.
    var pleaseAgain: String { get }

    // Joining as a guest
    var orAsGuest: String { get }
    var guestName: String { get }
    var joinAsGuest: String { get }
    var guestNameMissing: String { get }
    var tooManyGuests: String { get }

    // Having to wait
    /// A time to wait, in seconds, rounded up in words; it stands behind "in".
    func span(_ seconds: Int) -> String
    /// Over the form, for a name with too many refused logins, whether or not it is somebody's.
    func tooManyTries(_ wait: String) -> String
    /// Over the form, for an address with too many.
    func tooManyRefusals(_ wait: String) -> String
    /// For an address from which too many open links.
    func tooManyVisits(_ wait: String) -> Message

    // Around every page
    var errorInTitle: String { get }
    var languages: String { get }
    var help: String { get }
    var imprint: String { get }
    var privacy: String { get }
    /// Added to a link for those who cannot see that it opens elsewhere.
    var opensNewTab: String { get }

    // Next steps
    var tryAgain: String { get }
    var signInAgain: String { get }
    var signInAsSomebodyElse: String { get }
    var signOut: String { get }
    var chooseRoom: String { get }
    var toStartPage: String { get }
    var continueButton: String { get }
    var continueToMeeting: String { get }
    var changePassword: String { get }

    // The way back into apps, frames and pop-ups
    var backToApp: Message { get }
    var openApp: String { get }
    var joinInBrowser: String { get }
    var signInElsewhere: Message { get }
    var openInNewTab: String { get }
    var handedOver: Message { get }
    var closeWindow: String { get }

    // Asking for a room
    var askForRoom: Message { get }
    var roomName: String { get }

    // Pages that say something
    var denied: Message { get }
    var tokenNotAccepted: Message { get }
    var kicked: Message { get }
    /// A moment, with its zone.
    func moment(_ time: ZonedTime) -> String
    func notOpen(_ state: NotOpenPage.State) -> Message
    func mayNotEnter(_ account: Markup) -> Message
    func accountProblem(_ problem: AccountProblem) -> Message
    func passwordNotice(_ notice: PasswordNoticePage.Notice) -> Message
    var directoryDown: Message { get }
    var overloaded: Message { get }
    var badRequest: Message { get }
    var notFound: Message { get }
    var tooLarge: Message { get }
    var methodNotAllowed: Message { get }
    func wrongHost(_ host: Markup) -> Message
    func unforeseen(_ reference: Markup) -> Message
    var loggedOut: Message { get }

    /// What the pages of invitations say.
    var invitations: any InvitationTexts { get }
    var askToSignOut: Message { get }
    var turnedBack: Message { get }
    func signedInAs(_ account: Markup) -> Markup
    var notYou: String { get }
}

/// A heading, and the one or two sentences under it.
struct Message: Sendable {
    let heading: String
    let sentences: Markup

    /// Plain sentences.
    init(_ heading: String, _ sentences: String) {
        self.heading = heading
        self.sentences = Markup(text: sentences)
    }

    /// Sentences with something set in them.
    init(_ heading: String, markup sentences: Markup) {
        self.heading = heading
        self.sentences = sentences
    }
}
