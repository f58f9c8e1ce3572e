/// What is around every page of a site in one language, rendered once.
struct Frame: Sendable {
    private let beforeTitle: Markup
    private let afterTitle: Markup
    private let footer: Markup
    private let footerWithLanguages: Markup

    init(site: Site, language: Language, logo: Asset?) {
        let texts = language.texts
        beforeTitle = """
            <!DOCTYPE html>
            <html \(.language(language))>
            <head>
            <meta charset="utf-8"/>
            <title>
            """
        afterTitle = """
             – \(site.organisation)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <link rel="icon" type="image/svg+xml" \(.href(Asset.mark))/>
            <link rel="stylesheet" \(.href(Asset.styleSheet))/>
            </head>
            <body>
            <header class="brand">\(Self.sign(logo))\
            <span class="organisation"><bdi>\(site.organisation)</bdi></span></header>
            <main class="card">

            """
        let links = Self.links(site.links, texts: texts)
        footer = Self.footer(links, nil)
        footerWithLanguages = Self.footer(links, Self.languageSwitch(site: site, except: language))
    }

    /// A whole document.
    ///
    /// - Parameters:
    ///   - title: what stands before the organisation's name in the title.
    ///   - main: what is on the card.
    func document(title: Markup, main: Markup, showsLanguageSwitch: Bool) -> Markup {
        """
        \(beforeTitle)\(title)\(afterTitle)\(main)
        </main>
        \(showsLanguageSwitch ? footerWithLanguages : footer)</body>
        </html>

        """
    }

    private static func sign(_ logo: Asset?) -> Markup {
        // The name stands beside it: an alternative text would say it twice.
        if let logo {
            "<img class=\"logo\" \(.source(logo)) alt=\"\"/>"
        } else {
            "<img \(.source(Asset.mark)) width=\"44\" height=\"44\" alt=\"\"/>"
        }
    }

    private static func footer(_ links: Markup?, _ languages: Markup?) -> Markup {
        links == nil && languages == nil ? "" : "<footer class=\"foot\">\(links)\(languages)</footer>\n"
    }

    private static func links(_ links: Site.Links, texts: any Texts) -> Markup? {
        let present = [
            (links.help, texts.help), (links.imprint, texts.imprint), (links.privacy, texts.privacy),
        ].compactMap { link, text in link.map { ($0, text) } }
        guard !present.isEmpty else { return nil }
        var items = Markup.none
        for (link, text) in present { items += "<li>\(outward(link, text, texts: texts))</li>" }
        return "<ul>\(items)</ul>"
    }

    /// A link that leaves the login open behind it: coming back to a page that answered a form would send the form,
    /// and a wrong password with it, again.
    static func outward(_ link: Link, _ text: String, texts: any Texts, style: Markup? = nil) -> Markup {
        let style: Markup? = style.map { "class=\"\($0)\" " }
        return if link.address.lowercased().hasPrefix("mailto:") {
            "<a \(style)\(.href(link))>\(text)</a>"
        } else {
            """
            <a \(style)\(.href(link)) target="_blank" rel="noopener noreferrer">\(text)\
            <span class="unseen"> \(texts.opensNewTab)</span></a>
            """
        }
    }

    /// A form rather than links, since a link would lose the address's fragment.
    private static func languageSwitch(site: Site, except current: Language) -> Markup? {
        let others = site.languages.filter { $0 != current }
        guard !others.isEmpty else { return nil }
        var buttons = Markup.none
        for language in others {
            buttons += """
                <button name="lang" \(.value(language.tag)) \(.language(language))>\(language.autonym)</button>
                """
        }
        return """
            <form method="post" class="languages" \(.label(current.texts.languages))>\(buttons)</form>
            """
    }
}
