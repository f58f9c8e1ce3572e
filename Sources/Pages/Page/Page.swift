/// A page that a visitor can get. Names and references in it are plain text: they are escaped on their way in.
///
/// The pages with a form or a language switch post to their own address, without an `action`, because then a fragment
/// in the address survives. ``showsLanguageSwitch`` says which addresses must accept
/// ``LoginForm/formAgain(language:userName:)`` and show their page again.
public enum Page: Sendable {
    /// The login form (200; 403 with a notice, 429 where somebody has to wait, with Retry-After).
    case login(LoginPage)
    /// A form that asks for a room (200). The tenant is carried along.
    case askForRoom(tenant: String?)
    /// Jitsi did not let the visitor in (200).
    case denied(DeniedPage)
    /// A moderator removed the visitor (200).
    case kicked(KickedPage)
    /// The room is closed at this time (403).
    case notOpen(NotOpenPage)
    /// The password was right, but the account has no access (403). With the person's name, or the user name.
    case refused(account: String)
    /// The password was right, but the account may not sign in (403).
    case accountProblem(AccountProblemPage)
    /// The password was right and the visitor may enter, but should know something of the password first (200).
    case passwordNotice(PasswordNoticePage)
    /// The visitor may enter, and came from an app (200).
    case app(AppPage)
    /// The login, asked for in a frame (200).
    case framed(FramedPage)
    /// The visitor may enter, and Jitsi's page waits for the token (200).
    case handover(HandoverPage)
    /// A page that ends a login in the pop-up of Jitsi's page without a token, with a button that says so there.
    indirect case inPopUp(Page)
    /// Jitsi has sent the visitor back again and again (200).
    case turnedBack(TurnedBackPage)
    /// No directory server answers (503), with Retry-After in seconds. Trying again resumes the session, where there is one.
    case directoryDown(retryAfter: Int, resumes: Bool = false)
    /// More logins at once than can be held (503), likewise.
    case overloaded(retryAfter: Int, resumes: Bool = false)
    /// The form of a page that is only a button was not taken (403); the button again.
    case formRefused(FormRefusal, FormButton)
    /// Too many visits to the link of an invitation from one address (429), with Retry-After in seconds.
    case tooManyVisits(retryAfter: Int)
    /// An address or a form that cannot be read (400).
    case badRequest
    /// No such address (404).
    case notFound
    /// A body or parameters beyond the limits (413).
    case tooLarge
    /// A method that the address does not know (405), with the methods that it does: `GET, POST`.
    case methodNotAllowed(allowed: String)
    /// A host that is not that of Jitsi Meet (421, RFC 9110, 15.5.20).
    case wrongHost
    /// A fault of ours (500), with the number under which the log has the cause.
    case unforeseen(reference: String)
    /// The session is over (200).
    case loggedOut
    /// Whether the session shall be ended (200), for somebody whom another site has led here.
    case askToSignOut
    /// The link of an invitation (200; 403 before its window, 410 after it, 404 where it does not hold).
    case invitation(InvitationPage)
    /// The form by which a moderator invites (200; 400 with a problem).
    case inviteForm(InviteFormPage)
    /// The link of a new invitation (200).
    case invitationMade(InvitationMadePage)
    /// Who is signed in does not invite to this room (403). With the person's name.
    case mayNotInvite(account: String, room: RoomLabel, MayNotInvite)
}
