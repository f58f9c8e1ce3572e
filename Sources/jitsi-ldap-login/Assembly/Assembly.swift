internal import FastCGI
internal import JitsiToken
internal import LDAP
internal import Login
internal import Pages

/// Everything that answers a visitor, put together from one configuration file; a reload makes a new one.
final class Assembly: Sendable {
    /// Where the meetings are: the only place that a token is ever sent to.
    let meet: MeetURL
    /// Where the login itself is visited: `meet`, but for meetings at 8x8's service.
    let loginURL: MeetURL
    /// How a token gets from one to the other.
    let delivery: Delivery
    let router: Router
    let pages: PageRenderer
    let login: LoginService
    let rooms: RoomRules
    let tokens: TokenMinter
    let keys: KeyDocuments
    let servers: DirectoryServers
    /// What the forms of the pages hold.
    let forms: FormTokens
    /// nil where everybody logs in for every room.
    let sessions: SessionSeals?
    /// nil where no pictures are configured.
    let avatars: Avatars?
    /// What slows guessers.
    let throttle: ThrottleRules
    /// nil where nobody is invited.
    let invitations: InvitationLinks?

    init(
        meet: MeetURL, loginURL: MeetURL, delivery: Delivery, router: Router, pages: PageRenderer,
        login: LoginService, rooms: RoomRules, tokens: TokenMinter, keys: KeyDocuments,
        servers: DirectoryServers, forms: FormTokens, sessions: SessionSeals?, avatars: Avatars?,
        throttle: ThrottleRules, invitations: InvitationLinks?
    ) {
        self.meet = meet
        self.loginURL = loginURL
        self.delivery = delivery
        self.router = router
        self.pages = pages
        self.login = login
        self.rooms = rooms
        self.tokens = tokens
        self.keys = keys
        self.servers = servers
        self.forms = forms
        self.sessions = sessions
        self.avatars = avatars
        self.throttle = throttle
        self.invitations = invitations
    }
}
