/// What several forms and cards have.
extension Markup {
    /// What was wrong with what came before, above the form: read out at once.
    static func alert(_ text: String) -> Markup { alert(Markup(text: text)) }

    static func alert(_ text: Markup) -> Markup {
        "<p class=\"alert\" id=\"alert\" role=\"alert\">\(text)</p>\n"
    }

    /// Inside the tag of a field that the alert is about.
    static let isWrong: Markup = " aria-invalid=\"true\" aria-describedby=\"alert\""

    /// The language of the page, which its form takes along.
    static func field(for language: Language) -> Markup {
        "<input type=\"hidden\" name=\"lang\" \(.value(language.tag))/>\n"
    }

    /// What makes the form good for the browser that got the page.
    static func formToken(_ token: String) -> Markup {
        "<input type=\"hidden\" name=\"form\" \(.value(token))/>\n"
    }

    /// Somebody's name in a sentence. It may be of another direction of writing than the sentence.
    static func person(_ name: String) -> Markup { "<strong><bdi>\(name)</bdi></strong>" }
}
