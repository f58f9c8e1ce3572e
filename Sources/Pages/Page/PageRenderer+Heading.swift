extension PageRenderer {
    /// What stands out on a page: the heading, or over the login form the sentence that says what was wrong. For people
    /// who are told what a visitor sees.
    public func heading(of page: Page, language: Language) -> String {
        let language = site.languages.contains(language) ? language : site.languages.first ?? language
        let texts = language.texts
        guard case .login(let login) = page else {
            return Card(page, site: site, language: language) { "" }.heading
        }
        return login.notice?.text(texts, wait: texts.span(login.retryAfter)) ?? texts.signIn
    }
}
