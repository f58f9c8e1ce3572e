/// What the pages show of the organisation that they speak for: the `pages` and `meet` part of the configuration.
public struct Site: Sendable {
    /// Where Jitsi Meet answers.
    public let meet: Origin
    /// Where the pages themselves are visited: ``meet``, but for meetings at a service elsewhere.
    public let login: Origin
    /// The organisation's name; the host of ``login`` where none is configured.
    public let organisation: String
    /// The organisation's logo, or nil for the mark of ours.
    public let logo: Logo?
    /// Where people find help.
    public let links: Links
    /// The languages on offer; the first one is for visitors who wish none of them. Never empty.
    public let languages: [Language]
    /// Whether a login lasts for more than one room, so that people can choose to stay signed in.
    public let keepsSessions: Bool

    /// - Parameters:
    ///   - login: nil for `meet`.
    ///   - organisation: nil or empty for none.
    ///   - languages: in order of preference, a repeated one counts once; empty for all that are built in.
    public init(
        meet: Origin, login: Origin? = nil, organisation: String? = nil, logo: Logo? = nil,
        links: Links = Links(), languages: [Language] = [], keepsSessions: Bool = false
    ) {
        self.meet = meet
        self.login = login ?? meet
        self.organisation = organisation.flatMap { $0.isEmpty ? nil : $0 } ?? self.login.host
        self.logo = logo
        self.links = links
        self.keepsSessions = keepsSessions
        let wanted = languages.isEmpty ? Language.builtIn : languages
        self.languages = wanted.enumerated().filter { wanted.firstIndex(of: $1) == $0 }.map(\.element)
    }

    /// Addresses of the organisation's own; each is shown only where it is configured.
    public struct Links: Sendable {
        /// A page or mail address of the people who help.
        public let help: Link?
        /// Where a forgotten password is replaced.
        public let forgotPassword: Link?
        /// Where a password is changed by somebody who still knows it.
        public let changePassword: Link?
        /// Who runs the site.
        public let imprint: Link?
        /// What becomes of personal data.
        public let privacy: Link?

        /// Nil for what is not configured.
        public init(
            help: Link? = nil, forgotPassword: Link? = nil, changePassword: Link? = nil,
            imprint: Link? = nil, privacy: Link? = nil
        ) {
            self.help = help
            self.forgotPassword = forgotPassword
            self.changePassword = changePassword
            self.imprint = imprint
            self.privacy = privacy
        }
    }
}
