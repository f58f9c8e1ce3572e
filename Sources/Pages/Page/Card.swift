/// What is on the card of every page but the login: a heading, a sentence or two, and the next steps.
struct Card {
    private let message: Message
    private let language: Language
    private var room: RoomLabel?
    private var signedIn: SignedIn?
    private var form: Markup?
    var steps: [NextStep] = []
    private var isError = true
    /// After the steps, where there is a script.
    var end: Markup?

    /// - Parameter formToken: for a form that changes something; called for no other.
    init(_ page: Page, site: Site, language: Language, formToken: () -> String) {
        let texts = language.texts
        let home = site.login.startPage.map { [NextStep.link($0, texts.toStartPage)] } ?? []
        self.language = language
        switch page {
        case .askForRoom(let tenant):
            message = texts.askForRoom
            form = Self.roomForm(tenant: tenant, language: language)
            isError = false
        case .denied(let page):
            message = page.reason == .token ? texts.tokenNotAccepted : texts.denied
            room = page.room
            steps = [.link(page.retry, texts.tryAgain)]
            signedIn = page.account.map { SignedIn(account: $0, somebodyElse: nil) }
            if let other = page.somebodyElse { steps.append(.link(other, texts.signInAsSomebodyElse)) }
        case .kicked(let page):
            message = texts.kicked
            room = page.room
            signedIn = page.signedIn
            steps = [.link(page.signInAgain, texts.signInAgain)]
        case .notOpen(let page):
            message = texts.notOpen(page.state)
            room = page.room
            steps = [.formAgain(texts.tryAgain)]
        case .refused(let account):
            message = texts.mayNotEnter(.person(account))
            steps = [.formAgain(texts.signInAsSomebodyElse)]
        case .accountProblem(let page):
            message = texts.accountProblem(page.problem)
            steps = page.problem.isOfPassword ? Self.changePassword(site, texts) : []
            steps.append(.formAgain(texts.signInAgain, userName: page.userName))
        case .passwordNotice(let page):
            message = texts.passwordNotice(page.notice)
            room = page.room
            steps = Self.changePassword(site, texts) + [.enter(token: page.token, texts.continueToMeeting)]
            isError = false
        case .app(let page):
            message = texts.backToApp
            room = page.room
            signedIn = page.signedIn
            steps = [.link(page.app, texts.openApp), .link(page.browser, texts.joinInBrowser)]
            isError = false
        case .framed(let page):
            message = texts.signInElsewhere
            room = page.room
            steps = [.newTab(page.login, texts.openInNewTab)]
            isError = false
        case .handover(let page):
            message = texts.handedOver
            room = page.room
            steps = [.link(page.retry, texts.continueToMeeting)]
            end = Self.handover(page, site)
            isError = false
        case .directoryDown(_, let resumes):
            message = texts.directoryDown
            steps = [resumes ? .resume(texts.tryAgain) : .formAgain(texts.tryAgain)]
        case .overloaded(_, let resumes):
            message = texts.overloaded
            steps = [resumes ? .resume(texts.tryAgain) : .formAgain(texts.tryAgain)]
        case .tooManyVisits(let seconds):
            message = texts.tooManyVisits(texts.span(seconds))
            steps = [.formAgain(texts.tryAgain)]
        case .turnedBack(let page):
            message = texts.turnedBack
            room = page.room
            signedIn = SignedIn(account: page.account, somebodyElse: nil)
            steps = [.resume(texts.tryAgain), .formAgain(texts.signInAsSomebodyElse)]
        case .formRefused(let refusal, let button):
            message = Message(texts.pleaseAgain, refusal.text(texts))
            steps =
                button == .signOut
                ? [.signOut(texts.signOut)]
                : [.resume(texts.tryAgain), .formAgain(texts.signInAsSomebodyElse)]
        case .unforeseen(let reference):
            message = texts.unforeseen("<strong>\(reference)</strong>")
            steps = [.formAgain(texts.tryAgain)]
        case .notFound:
            message = texts.notFound
            steps = [.link(.askForRoom, texts.chooseRoom)]
        case .loggedOut:
            message = texts.loggedOut
            steps = [.link(.askForRoom, texts.signInAgain)]
            end = Self.goodbye(site)
            isError = false
        case .askToSignOut:
            message = texts.askToSignOut
            steps = [.signOut(texts.signOut)]
            isError = false
        case .badRequest:
            message = texts.badRequest
            steps = home
        case .tooLarge:
            message = texts.tooLarge
            steps = home
        case .methodNotAllowed:
            message = texts.methodNotAllowed
            steps = home
        case .wrongHost:
            message = texts.wrongHost("<strong>\(site.login.host)</strong>")
            steps = home
        case .invitation(let page):
            message = texts.message(of: page.standing)
            room = page.room
            if case .open(let name, _) = page.standing {
                form = Self.joinForm(name: name, page, language, formToken: formToken())
                isError = page.problem != nil
            } else {
                steps = home
                if case .early = page.standing { isError = false }
            }
        case .inviteForm(let page):
            message = texts.invitations.form
            room = page.room
            form = Self.inviteForm(page, language, formToken: formToken())
            signedIn = SignedIn(account: page.account, somebodyElse: nil)
            steps = [.formAgain(texts.signInAsSomebodyElse)]
            isError = page.status != 200
        case .invitationMade(let page):
            message = texts.made(page)
            room = page.room
            form = Self.madeLink(page, language, formToken: formToken())
            isError = false
        case .mayNotInvite(let account, let place, let reason):
            message = texts.invitations.mayNotInvite(.person(account), reason)
            room = place
            steps = [.formAgain(texts.signInAsSomebodyElse)]
        case .login, .inPopUp:
            // The login page has a template of its own, and a page in a pop-up is the same card with more on it.
            message = Message(texts.signIn, "")
        }
    }

    /// The heading by itself.
    var heading: String { message.heading }

    /// What stands first in the window's title: the heading, marked as an error where it is one.
    var title: Markup {
        isError ? "\(language.texts.errorInTitle): \(message.heading)" : Markup(text: message.heading)
    }

    /// - Parameter formToken: as for `init`.
    func markup(formToken: () -> String) -> Markup {
        let place: Markup? = room.map { "<p class=\"place\">\($0.markup)</p>\n" }
        var buttons = Markup.none
        for (index, step) in steps.enumerated() {
            buttons += step.markup(
                isFirst: index == 0 && form == nil, language: language, formToken: formToken)
        }
        return """
            \(place)<h1>\(message.heading)</h1>
            <p class="lead">\(message.sentences)</p>
            \(form)\(steps.isEmpty ? nil : "<div class=\"steps\">\(buttons)</div>")\(signedIn?.markup(language.texts))\(end)
            """
    }

    private static func changePassword(_ site: Site, _ texts: any Texts) -> [NextStep] {
        site.links.changePassword.map { [.outward($0, texts.changePassword)] } ?? []
    }

    /// A GET form, so that the room is in the address. Without an action, the query is replaced: what it said about
    /// tenant and language is carried along.
    private static func roomForm(tenant: String?, language: Language) -> Markup {
        let tenantField: Markup? = tenant.flatMap { $0.isEmpty ? nil : $0 }.map {
            "<input type=\"hidden\" name=\"tenant\" \(.value($0))/>\n"
        }
        return """
            <form method="get">
            \(.field(for: language))\
            \(tenantField)<div class="field"><label for="room">\(language.texts.roomName)</label>
            <input id="room" name="room" type="text" required="required" maxlength="200" autocomplete="off" \
            autocapitalize="none" spellcheck="false" enterkeyhint="go" autofocus="autofocus"/></div>
            <button class="button first">\(language.texts.continueButton)</button>
            </form>
            """
    }
}
