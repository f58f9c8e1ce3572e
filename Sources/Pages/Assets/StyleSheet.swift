extension Asset {
    /// The one style sheet of all pages.
    static let styleSheet = Asset(
        name: "style", ending: "css", contentType: "text/css; charset=utf-8",
        bytes: Array((styleColours + styleLayout + styleForms + stylePreferences).utf8), caching: .immutable)
}
