/// The login page of a site in one language, rendered once but for the room and the user name.
struct LoginTemplate: Sendable {
    /// What makes one rendering differ from another.
    private struct Variant: Hashable {
        var notice: LoginPage.Notice?
        /// The focus is on the password, as the name is there already.
        var isNamed: Bool
        var offersGuests: Bool
    }
    private let templates: [Variant: Template]

    init(site: Site, language: Language, frame: Frame) {
        var templates: [Variant: Template] = [:]
        for offersGuests in [false, true] {
            for notice in [nil] + LoginPage.Notice.allCases.map(Optional.some) {
                for isNamed in Set([false, true].map { Self.isNamed(notice, hasName: $0) }) {
                    let variant = Variant(notice: notice, isNamed: isNamed, offersGuests: offersGuests)
                    templates[variant] = Self.template(site, language, frame, variant)
                }
            }
        }
        self.templates = templates
    }

    private static func isNamed(_ notice: LoginPage.Notice?, hasName: Bool) -> Bool {
        switch notice {
        case let notice? where notice.keepsName: true
        case nil, .formOutOfDate, .cookieNotBrought: hasName
        default: false
        }
    }

    func filled(for page: LoginPage, texts: any Texts, formToken: () -> String) -> [UInt8] {
        let variant = Variant(
            notice: page.notice, isNamed: Self.isNamed(page.notice, hasName: !page.userName.isEmpty),
            offersGuests: page.offersGuests)
        let token = Markup(text: formToken())
        // Every variant was rendered.
        return
            (templates[variant]?.filled { hole in
                switch hole {
                case .roomInTitle: Markup(text: page.room.room)
                case .formToken: token
                case .userName: Markup(text: page.userName)
                case .guestName: Markup(text: page.guestName)
                case .lead:
                    page.purpose == .join
                        ? texts.joining(page.room.markup) : texts.invitations.inviting(page.room.markup)
                case .wait: Markup(text: texts.span(page.retryAfter))
                case .submit: Markup(text: page.purpose == .join ? texts.signInAndJoin : texts.signIn)
                }
            }) ?? []
    }

    private static func template(
        _ site: Site, _ language: Language, _ frame: Frame, _ variant: Variant
    ) -> Template {
        let texts = language.texts
        let (notice, isNamed) = (variant.notice, variant.isNamed)
        let message = notice.map { Self.message($0, texts) }
        let alert: Markup? = message.map { .alert($0) }
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
                    <p class="lead">\(hole: .lead)</p>
                    \(alert)<form method="post">
                    \(.field(for: language))\
                    \(tokenField)\
                    \(fields(texts, notice: notice, isNamed: isNamed))\(site.keepsSessions ? stay(texts) : nil)
                    <button class="button first">\(hole: .submit)</button>\(forgotten)
                    </form>\(variant.offersGuests ? guestForm(texts, language, notice: notice) : nil)
                    """,
                showsLanguageSwitch: true))
    }

    /// As `Markup.formToken` has it.
    private static let tokenField: Markup = """
        <input type="hidden" name="form" value="\(hole: .formToken)"/>

        """
    /// The sentence over the form, with a hole for the time that somebody has to wait.
    private static func message(_ notice: LoginPage.Notice, _ texts: any Texts) -> Markup {
        // None of the texts has this character.
        let mark: Character = "\u{FFFC}"
        let parts = notice.text(texts, wait: String(mark)).split(
            separator: mark, omittingEmptySubsequences: false)
        var message = Markup(text: String(parts[0]))
        for part in parts.dropFirst() { message = "\(message)\(hole: .wait)\(String(part))" }
        return message
    }

    /// Both fields point to the message where it is about them. Where the name is there, the password, which has to be
    /// typed anew, has the focus.
    private static func fields(_ texts: any Texts, notice: LoginPage.Notice?, isNamed: Bool) -> Markup {
        let isWrong = notice == .refused || notice == .incomplete
        let pointer: Markup? = isWrong ? .isWrong : nil
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

    /// A form of its own: the password's fields are none of a guest's business.
    private static func guestForm(
        _ texts: any Texts, _ language: Language, notice: LoginPage.Notice?
    ) -> Markup {
        let isWrong = notice == .guestNameMissing
        let pointer: Markup? = isWrong ? .isWrong : nil
        return """

            <form method="post" class="guest">
            <p class="aside">\(texts.orAsGuest)</p>
            \(.field(for: language))\
            \(tokenField)\
            <div class="field"><label for="guest">\(texts.guestName)</label>
            <input id="guest" name="guest" type="text" value="\(hole: .guestName)" required="required" maxlength="100" \
            autocomplete="name" spellcheck="false" enterkeyhint="go"\(pointer)/></div>
            <button class="button">\(texts.joinAsGuest)</button>
            </form>
            """
    }
}
