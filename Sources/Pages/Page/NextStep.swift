/// What a visitor can do next, as a button.
enum NextStep {
    /// To another page.
    case link(Link, String)
    /// The login form again, at the same address. Posting the language alone asks for it, and unlike a link it
    /// leaves the address's fragment alone.
    case formAgain(String)

    func markup(isFirst: Bool, language: Language) -> Markup {
        let style: Markup = isFirst ? "button first" : "button"
        return switch self {
        case .link(let link, let text): "<a class=\"\(style)\" \(.href(link))>\(text)</a>\n"
        case .formAgain(let text):
            """
            <form method="post"><button class="\(style)" name="lang" \(.value(language.tag))>\(text)</button></form>

            """
        }
    }
}
