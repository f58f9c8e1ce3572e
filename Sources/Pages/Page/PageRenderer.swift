/// Turns pages into answers. What never changes for a site and a language is rendered when this is made.
public struct PageRenderer: Sendable {
    /// Whose pages they are.
    public let site: Site
    /// The files that the pages need; each must be served at its path.
    public let assets: [Asset]

    private struct InLanguage {
        let language: Language
        let frame: Frame
        let login: LoginTemplate
        /// By ``PagePolicy``.
        let headers: [[(String, String)]]
    }
    private let rendered: [InLanguage]

    /// Renders all that is the same on every page of `site`.
    public init(site: Site) {
        self.site = site
        let logo = site.logo.map { Asset($0) }
        assets =
            [.styleSheet, .mark, .hookScript, .handoverScript, .logoutScript] + (logo.map { [$0] } ?? [])
        rendered = site.languages.map { language in
            let frame = Frame(site: site, language: language, logo: logo)
            return InLanguage(
                language: language, frame: frame,
                login: LoginTemplate(site: site, language: language, frame: frame),
                headers: PagePolicy.allCases.map {
                    PageHeaders.fields(site: site, language: language, policy: $0)
                })
        }
    }

    /// The page in `language`, or in the site's first where the site does not speak it.
    ///
    /// - Parameter formToken: the token of the page's forms, by ``FormTokens``. Called only for a page with a form that
    ///   changes something, perhaps more than once.
    public func render(
        _ page: Page, language: Language, formToken: () -> String
    ) -> RenderedPage {
        let chosen = rendered.first { $0.language == language } ?? rendered[0]
        let common = chosen.headers[PagePolicy(page).rawValue]
        let headers = page.extraHeaders.isEmpty ? common : common + page.extraHeaders
        return RenderedPage(
            status: page.status, headers: headers, body: body(of: page, in: chosen, formToken))
    }

    private func body(of page: Page, in chosen: InLanguage, _ formToken: () -> String) -> [UInt8] {
        if case .login(let login) = page {
            return chosen.login.filled(for: login, texts: chosen.language.texts, formToken: formToken)
        }
        let card = Card.card(of: page, site: site, language: chosen.language, formToken: formToken)
        return chosen.frame.document(
            title: card.title, main: card.markup(formToken: formToken),
            showsLanguageSwitch: page.showsLanguageSwitch
        ).bytes
    }
}
