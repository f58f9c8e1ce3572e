extension Configuration {
    /// `pages`: what the pages show.
    public struct Pages: Sendable {
        /// `organisation`: the name that is shown with the logo, at most 100 characters.
        public let organisation: String?
        /// `logo`: the path of the logo's file.
        public let logo: Located<String>?
        /// `languages` [all that are built in]: what visitors may choose.
        public let languages: [Language]
        /// `help-url`: where people find help.
        public let help: Located<String>?
        /// `forgot-password-url`: where a forgotten password is replaced.
        public let forgotPassword: Located<String>?
        /// `password-change-url`: where a password that expires or has expired is changed.
        public let passwordChange: Located<String>?
        /// `imprint-url`: who runs this site.
        public let imprint: Located<String>?
        /// `privacy-url`: what happens to personal data.
        public let privacy: Located<String>?
    }
}

extension Configuration.Pages {
    /// A language that is built in, by its tag (RFC 5646).
    public enum Language: String, Sendable, CaseIterable {
        /// German.
        case german = "de"
        /// English.
        case english = "en"
    }

    init(_ section: Section, _ surroundings: Surroundings) {
        organisation = section.value("organisation", PlainText.parser(limit: 100))?.value
        logo = section.value("logo") { (text: String) throws(Invalid) in
            let path = try surroundings.path(text)
            if let problem = ReadableFile.problem(path: path) { throw Invalid(problem) }
            return path
        }
        languages = Self.languages(section)
        help = section.value("help-url", Link.parse)
        forgotPassword = section.value("forgot-password-url", Link.parse)
        passwordChange = section.value("password-change-url", Link.parse)
        imprint = section.value("imprint-url", Link.parse)
        privacy = section.value("privacy-url", Link.parse)
    }

    private static func languages(_ section: Section) -> [Language] {
        let parse: Parse<Language> = Choice.parser("a language that is built in")
        guard let listed = section.list("languages", parse) else { return Language.allCases }
        if let tree = section.tree("languages"), case .list(let list) = tree, list.items.isEmpty {
            section.report("is empty: write [de, en], or remove the key", at: tree.position, key: "languages")
        }
        var languages: [Language] = []
        for language in listed {
            if languages.contains(language.value) {
                section.report(
                    "\(quoted(language.value.rawValue)) is there twice: remove one",
                    at: language.position, key: "languages")
            }
            languages.append(language.value)
        }
        return languages
    }
}
