extension Language {
    /// The language for a visitor: the one chosen on the page, else the address's, else the browser's, else the
    /// site's first. Wishes that the site cannot fulfil are passed over.
    ///
    /// - Parameters:
    ///   - posted: the form's `lang` field.
    ///   - requested: the address's `lang` parameter.
    ///   - acceptLanguage: the request's Accept-Language field (RFC 9110, 12.5.4).
    ///   - site: whose languages are on offer.
    public static func chosen(
        posted: String? = nil, requested: String? = nil, acceptLanguage: String? = nil, for site: Site
    ) -> Language {
        let explicit = [posted, requested].compactMap { $0 }.lazy.compactMap { wish in
            Language(matching: wish).flatMap { site.languages.contains($0) ? $0 : nil }
        }
        return explicit.first
            ?? acceptLanguage.flatMap { AcceptLanguage($0).best(of: site.languages) }
            ?? site.languages.first ?? .english
    }
}
