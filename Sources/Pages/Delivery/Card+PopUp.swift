/// What a card has besides in the pop-up of Jitsi's page.
extension Card {
    /// The card of any page, in a pop-up or not.
    static func card(of page: Page, site: Site, language: Language, formToken: () -> String) -> Card {
        guard case .inPopUp(let page) = page else {
            return Card(page, site: site, language: language, formToken: formToken)
        }
        var card = Card(page, site: site, language: language, formToken: formToken)
        card.steps.append(.closeWindow(HandoverFailure(page), at: site.meet, language.texts.closeWindow))
        card.end = script
        return card
    }

    /// What the script hands over. It takes the element out of the page before anything else.
    static func handover(_ page: HandoverPage, _ site: Site) -> Markup {
        """
        <div id="handover" hidden="hidden" \(.data("data-origin", site.meet.description)) \
        \(.data("data-token", page.token)) \(.data("data-nonce", page.nonce.text))></div>
        \(script)
        """
    }

    /// What the script of the page at the end of a session reads.
    static func goodbye(_ site: Site) -> Markup {
        """
        <div id="logout" hidden="hidden" \(.data("data-origin", site.meet.description))></div>
        <script \(.source(Asset.logoutScript))></script>

        """
    }

    private static let script: Markup = "<script \(.source(Asset.handoverScript))></script>\n"
}
