/// What a visitor can do next, as a button.
enum NextStep {
    /// To another page of this site.
    case link(Link, String)
    /// To a page of somebody else's, beside this one.
    case outward(Link, String)
    /// The login by itself, from a frame.
    case newTab(Link, String)
    /// Tells Jitsi's page why there is no token, and closes the window.
    case closeWindow(HandoverFailure, at: Origin, String)
    /// The login form again, at the same address, with the user name where there is one. Posting the language without
    /// a login asks for it, and unlike a link it leaves the address's fragment alone.
    case formAgain(String, userName: String = "")
    /// On with the session of the cookie, at the same address.
    case resume(String)
    /// Ends the session.
    case signOut(String)
    /// Into the meeting: posts the token to the same address, which answers with the redirect. So the fragment stays.
    case enter(token: String, String)

    /// - Parameter formToken: for the forms that change something; called for no other.
    func markup(isFirst: Bool, language: Language, formToken: () -> String) -> Markup {
        let style: Markup = isFirst ? "button first" : "button"
        switch self {
        case .link(let link, let text): return "<a class=\"\(style)\" \(.href(link))>\(text)</a>\n"
        case .outward(let link, let text):
            return "\(Frame.outward(link, text, texts: language.texts, style: style))\n"
        case .newTab(let link, let text):
            return """
                <a class="\(style)" \(.href(link)) target="_blank" rel="noopener">\(text)</a>

                """
        case .closeWindow(let failure, let origin, let text):
            return """
                <button type="button" class="\(style)" id="handover" \(.data("data-origin", origin.description)) \
                \(.data("data-error", failure.rawValue))>\(text)</button>

                """
        case .formAgain(let text, let userName):
            let name: Markup? = userName.isEmpty ? nil : Self.hidden(.name("again"), .value(userName))
            return """
                <form method="post">\(name)<button class="\(style)" name="lang" \(.value(language.tag))>\
                \(text)</button></form>

                """
        case .resume(let text): return Self.session("go", text, style, language, formToken())
        case .signOut(let text): return Self.session("end", text, style, language, formToken())
        case .enter(let token, let text):
            return """
                <form method="post">\(Self.hidden(.name("token"), .value(token)))\(.formToken(formToken()))\
                <button class="\(style)" name="lang" \(.value(language.tag))>\(text)</button></form>

                """
        }
    }

    private static func session(
        _ wish: String, _ text: String, _ style: Markup, _ language: Language, _ formToken: String
    ) -> Markup {
        """
        <form method="post">\(hidden(.name("session"), .value(wish)))\(.formToken(formToken))\
        <button class="\(style)" name="lang" \(.value(language.tag))>\(text)</button></form>

        """
    }

    private static func hidden(_ name: Attribute, _ value: Attribute) -> Markup {
        "<input type=\"hidden\" \(name) \(value)/>"
    }
}
