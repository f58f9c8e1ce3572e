import Testing

@testable import Pages

/// A site with everything configured, and one with nothing.
enum Samples {
    static let origin = Origin("https://meet.example.org")!

    static let plain = Site(meet: origin)

    static let full = Site(
        meet: origin, organisation: "Example School",
        links: .init(
            help: Link(external: "https://help.example.org/"),
            forgotPassword: Link(external: "https://account.example.org/forgot?a=1&b=2"),
            changePassword: Link(external: "https://account.example.org/change"),
            imprint: Link(external: "https://www.example.org/imprint"),
            privacy: Link(external: "mailto:privacy@example.org")), languages: [.german, .english],
        keepsSessions: true)

    static let room = RoomLabel(room: "Réunion")

    static let nonce = Nonce(String(repeating: "0123456789abcdef", count: 4))!

    static let app = AppPage(
        room: room,
        app: "intent://meet.example.org/R%C3%A9union?jwt=a.b.c#config.a='1'#Intent;scheme=org.jitsi.meet;"
            + "package=org.jitsi.meet;end",
        browser: "https://meet.example.org/R%C3%A9union?jwt=a.b.c#config.a='1'", at: origin)!

    static let handover = HandoverPage(room: room, token: "a.b.c", nonce: nonce, retry: retry)

    /// Those that end a login in a pop-up without a token.
    static let endings: [Page] = [
        .refused(account: "Zoë Müller"),
        .accountProblem(AccountProblemPage(.passwordExpired, userName: "alice")),
        .directoryDown(retryAfter: 5), .unforeseen(reference: "7F3K-22QD"),
    ]

    static let retry = Link(local: "/_login/to/R%C3%A9union?lang=de")!

    static let time = ZonedTime(
        year: 2026, month: 11, day: 23, weekday: 0, hour: 8, minute: 5, offset: 3600,
        region: "Europe/Berlin")

    static let invitations: [Page] =
        [
            .open(name: nil, until: time), .open(name: "Zoë", until: time), .early(time), .over(time),
            .over(nil),
        ].map {
            .invitation(InvitationPage($0, room: room))
        } + [
            .invitation(InvitationPage(.invalid, room: nil)),
            .invitation(InvitationPage(.open(name: nil, until: time), room: room, problem: .nameMissing)),
            .invitation(
                InvitationPage(
                    .open(name: nil, until: time), room: room, typedName: "Zoë", problem: .form(.expired))),
            .inviteForm(
                InviteFormPage(
                    room: room, name: "Zoë", from: time, until: time, account: "Zoë", permit: "p",
                    refusal: .noCookie)),

            .inviteForm(InviteFormPage(room: room, from: time, until: time, account: "Zoë", permit: "p")),
            .inviteForm(
                InviteFormPage(
                    room: room, name: "Zoë", from: time, until: time, moderates: true, passesLobby: true,
                    account: "Zoë", permit: "p", problem: .tooLong(hours: 720))),
            .invitationMade(
                InvitationMadePage(
                    room: room, link: "https://meet.example.org/_login/invited/a-b", from: time, until: time,
                    permit: "p")),
            .login(LoginPage(room: room, purpose: .invite)),
        ] + MayNotInvite.allCases.map { .mayNotInvite(account: "Bob", room: room, $0) }

    static let signedIn = SignedIn(account: "Zoë Müller", somebodyElse: retry)

    /// Those that only somebody with a session gets.
    static let sessions: [Page] = [
        .turnedBack(TurnedBackPage(room: room, account: "Zoë Müller")), .askToSignOut,
        .kicked(KickedPage(room: room, signInAgain: retry, signedIn: signedIn)),
        .kicked(
            KickedPage(
                room: nil, signInAgain: retry, signedIn: SignedIn(account: "zoe", somebodyElse: nil))),
        .denied(
            DeniedPage(
                room: room, reason: .token, retry: retry, somebodyElse: .askForRoom, account: "Zoë Müller")),
        .app(
            AppPage(
                room: room, app: "jitsi-meet://meet.example.org/R?jwt=a.b.c",
                browser: "https://meet.example.org/R?jwt=a.b.c", signedIn: signedIn, at: origin)!),
        .directoryDown(retryAfter: 5, resumes: true), .overloaded(retryAfter: 2, resumes: true),
        .inPopUp(.turnedBack(TurnedBackPage(room: room, account: "Zoë Müller"))),
        .inPopUp(.directoryDown(retryAfter: 5, resumes: true)),
    ]

    /// Every page there is, in every variant.
    static let pages: [Page] =
        invitations + sessions + [
            .login(LoginPage(room: room)),
            .login(LoginPage(room: RoomLabel(room: "Réunion", tenant: "Lycée"))),
            .askForRoom(tenant: nil), .askForRoom(tenant: "Lycée"),
            .denied(DeniedPage(room: nil, reason: .token, retry: retry)),
            .kicked(KickedPage(room: room, signInAgain: retry)),
            .refused(account: "Zoë Müller"), .directoryDown(retryAfter: 5), .overloaded(retryAfter: 2),
            .tooManyVisits(retryAfter: 7),
            .badRequest, .notFound, .tooLarge, .methodNotAllowed(allowed: "GET, POST"), .wrongHost,
            .unforeseen(reference: "7F3K-22QD"), .loggedOut,
        ]
        + LoginPage.Notice.allCases.map {
            .login(LoginPage(room: room, userName: "alice", notice: $0))
        }
        + LoginPage.Notice.allCases.map {
            .login(LoginPage(room: room, offersGuests: true, notice: $0))
        }
        + [.login(LoginPage(room: room, offersGuests: true))]
        + FormRefusal.allCases.flatMap { refusal in
            FormButton.allCases.map { .formRefused(refusal, $0) } + [
                .login(
                    LoginPage(
                        room: room, userName: "alice", guestName: "Jane", offersGuests: true,
                        notice: .init(refusal)))
            ]
        }
        + [.opens(time), .over(time), .over(nil)].map { .notOpen(NotOpenPage(room: room, state: $0)) }
        + DeniedPage.Reason.allCases.map {
            .denied(DeniedPage(room: room, reason: $0, retry: retry, somebodyElse: .askForRoom))
        }
        + AccountProblem.allCases.map { .accountProblem(AccountProblemPage($0, userName: "alice")) }
        + notices.map { .passwordNotice(PasswordNoticePage($0, room: room, token: "a.b.c")) }
        + [.app(app), .framed(FramedPage(room: room, login: retry)), .handover(handover)]
        + endings.map { .inPopUp($0) }

    /// Every sentence about a password.
    static let notices: [PasswordNoticePage.Notice] = [
        .expires(days: 0), .expires(days: 1), .expires(days: 3), .graceLogins(0), .graceLogins(1),
        .graceLogins(2),
    ]
}

extension RenderedPage {
    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}
