extension Configuration.Directory {
    /// `directory.users`: how accounts are found.
    public struct Users: Sendable {
        /// `base`, required: the DN that accounts are below.
        public let base: Located<String>
        /// `filter`, required: the search filter (RFC 4515) with `{username}`, which is filled in, escaped.
        public let filter: Located<String>
        /// `attributes`: what is read of an account.
        public let attributes: Attributes
    }

    /// `directory.users.attributes`: what the token says about a person. Where the section is written it is the whole list: `id` is
    /// required, and what is left out does not reach the token.
    public struct Attributes: Sendable {
        /// `id` [uid]: the attribute that becomes `context.user.id`.
        public let id: Located<String>
        /// `name` [displayName]: the attribute that becomes `context.user.name`.
        public let name: Located<String>?
        /// `email` [mail]: the attribute that becomes `context.user.email`.
        public let email: Located<String>?
        /// `avatar`: where pictures come from, for `context.user.avatar`: an attribute that holds the picture or its address, or an
        /// address with placeholders.
        public let avatar: Located<String>?
    }
}

extension Configuration.Directory.Users {
    init?(_ section: Section, _ surroundings: Surroundings) {
        let base = section.required(
            "base", "write the DN that all accounts are below",
            checked(NameShape.parse, by: surroundings.checks.distinguishedName))
        let filter = section.required(
            "filter", "write a filter such as (uid={username})",
            checked(FilterShape.parser(["{username}"]), by: surroundings.checks.filter))
        let attributes = Configuration.Directory.Attributes(section.section("attributes"))
        guard let base, let filter, let attributes else { return nil }
        self.base = base
        self.filter = filter
        self.attributes = attributes
    }
}

extension Configuration.Directory.Attributes {
    init?(_ section: Section) {
        guard section.isWritten else {
            func standard(_ key: String, _ name: String) -> Located<String> {
                Located(name, at: section.position, key: section.path(of: key))
            }
            id = standard("id", "uid")
            name = standard("name", "displayName")
            email = standard("email", "mail")
            avatar = nil
            return
        }
        let id = section.required(
            "id", "write the attribute that identifies a person, such as uid", AttributeName.parse)
        name = section.value("name", AttributeName.parse)
        email = section.value("email", AttributeName.parse)
        avatar = section.value("avatar", PlainText.parser(limit: 1_000))
        guard let id else { return nil }
        self.id = id
    }
}
