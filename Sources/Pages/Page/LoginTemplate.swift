/// The login page of a site in one language, rendered once but for the room and the user name.
struct LoginTemplate: Sendable {
    private let fresh: Template
    /// The same with the focus on the password, as the name is there already.
    private let named: Template
    private let noticed: [(notice: LoginPage.Notice, template: Template)]

    init(site: Site, language: Language, frame: Frame) {
        fresh = Self.template(site, language, frame, notice: nil, isNamed: false)
        named = Self.template(site, language, frame, notice: nil, isNamed: true)
        noticed = LoginPage.Notice.allCases.map { notice in
            (notice, Self.template(site, language, frame, notice: notice, isNamed: notice == .refused))
        }
    }

    func filled(for page: LoginPage, texts: any Texts) -> [UInt8] {
        let unnoticed = page.userName.isEmpty ? fresh : named
        let template = noticed.first { $0.notice == page.notice }?.template ?? unnoticed
        return template.filled { hole in
            switch hole {
            case .roomInTitle: Markup(text: page.room.room)
            case .room: page.room.markup
            case .userName: Markup(text: page.userName)
            }
        }
    }

    private static func template(
        _ site: Site, _ language: Language, _ frame: Frame, notice: LoginPage.Notice?, isNamed: Bool
    ) -> Template {
        let texts = language.texts
        let message = notice.map { text(of: $0, texts) }
        let alert: Markup? = message.map {
            "<p class=\"alert\" id=\"alert\" role=\"alert\">\($0)</p>\n"
        }
        let title: Markup =
            if let message {
                "\(texts.errorInTitle): \(message) – \(hole: .roomInTitle)"
            } else {
                "\(texts.signIn) – \(hole: .roomInTitle)"
            }
        let forgotten: Markup? = site.links.forgotPassword.map {
            "\n<p class=\"aside\">\(Frame.outward($0, texts.forgotPassword, texts: texts))</p>"
        }
        return Template(
            frame.document(
                title: title,
                main: """
                    <h1>\(texts.signIn)</h1>
                    <p class="lead">\(texts.joining("\(hole: .room)"))</p>
                    \(alert)<form method="post">
                    <input type="hidden" name="lang" \(.value(language.tag))/>
                    \(fields(texts, notice: notice, isNamed: isNamed))\(site.keepsSessions ? stay(texts) : nil)
                    <button class="button first">\(texts.signInAndJoin)</button>\(forgotten)
                    </form>
                    """,
                showsLanguageSwitch: true))
    }

    /// Both fields point to the message where it is about them. Where the name is there, the password, which has to be
    /// typed anew, has the focus.
    private static func fields(_ texts: any Texts, notice: LoginPage.Notice?, isNamed: Bool) -> Markup {
        let isWrong = notice == .refused || notice == .incomplete
        let pointer: Markup? = isWrong ? " aria-invalid=\"true\" aria-describedby=\"alert\"" : nil
        let focus: Markup = " autofocus=\"autofocus\""
        return """
            <div class="field"><label for="username">\(texts.userName)</label>
            <input id="username" name="username" type="text" value="\(hole: .userName)" required="required" \
            maxlength="256" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" \
            enterkeyhint="next"\(pointer)\(isNamed ? nil : focus)/></div>
            <div class="field"><label for="password">\(texts.password)</label>
            <input id="password" name="password" type="password" required="required" \
            autocomplete="current-password" enterkeyhint="go"\(pointer)\(isNamed ? focus : nil)/></div>
            """
    }

    /// Never ticked beforehand: computers are shared.
    private static func stay(_ texts: any Texts) -> Markup {
        """

        <label class="choice"><input type="checkbox" name="stay" value="1"/> \(texts.staySignedIn)</label>
        """
    }

    private static func text(of notice: LoginPage.Notice, _ texts: any Texts) -> String {
        switch notice {
        case .refused: texts.refusal
        case .incomplete: texts.incomplete
        case .tokenNotAccepted: texts.tokenCameBackInVain
        case .sessionOver: texts.sessionOver
        case .afterKick: texts.afterKick
        }
    }
}
