/// The configuration file as types: every key with its default, checked as far as that needs no other module.
///
/// The keys are those of the commented `systemd/config.yaml`. Values that other modules understand better (filters, DNs,
/// server addresses, key files) come as ``Located``, so that a problem found later has its line too.
public struct Configuration: Sendable {
    /// The file's path, as it was given.
    public let path: String
    /// Where Jitsi Meet is.
    public let meet: Meet
    /// The meetings at 8x8's service; nil where they are on a server of one's own.
    public let jaas: JaaS?
    /// How nginx reaches the responder.
    public let listen: Listen
    /// What the tokens say and how they are signed.
    public let token: Token
    /// The directory servers and how accounts and groups are found in them.
    public let directory: Directory
    /// Who may enter, who moderates, and what each may do.
    public let access: Access
    /// What holds in rooms of certain names, in the order in which the rules are asked.
    public let rooms: [Room]
    /// What slows guessers and floods.
    public let throttle: Throttle
    /// How long a login lasts.
    public let session: Session
    /// Links that let people in without an account; nil where there are none.
    public let invitations: Invitations?
    /// What the pages show.
    public let pages: Pages
    /// What an administrator should know although the file is right, in the order of the file.
    public let notices: [ConfigurationNotice]

    /// Where the login is visited: `jaas.login-url`, else `meet.url`.
    public var loginURL: Located<Origin> { jaas?.loginURL ?? meet.url }
}
