/// The forms on the cards of invitations.
extension Card {
    /// One button, and the field for the name where it is asked for.
    static func joinForm(
        name: String?, _ page: InvitationPage, _ language: Language, formToken: String
    ) -> Markup {
        let texts = language.texts.invitations
        let alert: Markup? = page.problem.map { .alert($0.text(language.texts)) }
        let pointer: Markup? = if case .nameMissing = page.problem { .isWrong } else { nil }
        let field: Markup? =
            name == nil
            ? """
            <div class="field"><label for="name">\(texts.yourName)</label>
            <input id="name" name="name" type="text" \(.value(page.typedName)) required="required" maxlength="100" autocomplete="name" \
            spellcheck="false" enterkeyhint="go" autofocus="autofocus"\(pointer)/></div>

            """ : nil
        return """
            \(alert)<form method="post">
            \(.field(for: language))\
            \(.formToken(formToken))\
            \(field)<button class="button first" name="join" value="1">\(texts.join)</button>
            </form>
            """
    }

    /// The moderator's form.
    static func inviteForm(
        _ page: InviteFormPage, _ language: Language, formToken: String
    ) -> Markup {
        let texts = language.texts.invitations
        let checked: Markup = " checked=\"checked\""
        let sentence = page.refusal?.text(language.texts) ?? page.problem.map { texts.problem($0) }
        let alert: Markup? = sentence.map { .alert($0) }
        return """
            \(alert)<form method="post">
            \(.field(for: language))\
            \(.formToken(formToken))\
            <input type="hidden" name="permit" \(.value(page.permit))/>
            <div class="field"><label for="name">\(texts.guestName)</label>
            <input id="name" name="name" type="text" \(.value(page.name)) maxlength="100" autocomplete="off" \
            spellcheck="false" autofocus="autofocus"/></div>
            <div class="field"><label for="from">\(texts.validFrom) (\(page.from.zone))</label>
            <input id="from" name="from" type="datetime-local" \(.value(page.from.fieldText)) required="required"/>\
            </div>
            <div class="field"><label for="until">\(texts.validUntil) (\(page.until.zone))</label>
            <input id="until" name="until" type="datetime-local" \(.value(page.until.fieldText)) \
            required="required"/></div>
            <label class="choice"><input type="checkbox" name="moderator" \
            value="1"\(page.moderates ? checked : nil)/> \(texts.mayModerate)</label>
            <label class="choice"><input type="checkbox" name="lobby" \
            value="1"\(page.passesLobby ? checked : nil)/> \(texts.passesLobby)</label>
            <button class="button first">\(texts.makeLink)</button>
            </form>
            """
    }

    /// The link, in a field from which it can be copied whole.
    static func madeLink(
        _ page: InvitationMadePage, _ language: Language, formToken: String
    ) -> Markup {
        let texts = language.texts.invitations
        return """
            <form method="post">
            \(.field(for: language))\
            \(.formToken(formToken))\
            <input type="hidden" name="permit" \(.value(page.permit))/>
            <div class="field"><label for="link">\(texts.link)</label>
            <input id="link" type="text" \(.value(page.link)) readonly="readonly" spellcheck="false" \
            autofocus="autofocus"/></div>
            <button class="button first">\(texts.inviteAnother)</button>
            </form>
            """
    }
}
