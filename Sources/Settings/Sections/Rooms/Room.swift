extension Configuration {
    /// One of `rooms`: what holds in rooms of certain names. The first that is for a room holds.
    public struct Room: Sendable {
        /// `match`, required, one or a list of at most 100: names as people read them, with `*` for any text and `?` for any
        /// one character; `tenant/room` for rooms in a tenant, `*` for every room.
        public let match: [Located<String>]
        /// `allow` [access.allow]: the DNs of the groups that may enter; empty means everybody in the directory.
        public let allow: [Located<String>]?
        /// `moderators` [access.moderators]: who moderates.
        public let moderators: Moderators?
        /// `features`: what overrides `access.features`; nil where the rule says nothing of them.
        public let features: Features?
        /// `guests` [false]: who may enter without an account.
        public let guests: Located<Guests>
        /// `lobby-bypass` [false]: whether those who sign in pass the lobby.
        public let lobbyBypass: Located<Bool>
        /// `opens` [ever]: from when on, or at which hours.
        public let opens: Opens?
        /// `closes` [never]: until when.
        public let closes: Located<Moment>?
        /// `zone`: an identifier of the time zone database; needed where a time says none.
        public let zone: Located<String>?
        /// `lifetime` [token.lifetime], 1m to 24h: how long a token is good for.
        public let lifetime: Located<Duration>?
    }
}

extension Configuration.Room {
    /// Who moderates.
    public enum Moderators: Sendable {
        /// The DNs of the groups whose members do.
        case groups([Located<String>])
        /// `first-to-arrive`: Jitsi decides.
        case firstToArrive
    }

    /// Who may enter without an account.
    public enum Guests: String, Sendable, CaseIterable {
        /// Nobody.
        case no = "false"
        /// Everybody.
        case yes = "true"
        /// Whoever has an invitation.
        case invited
    }

    /// `opens`.
    public enum Opens: Sendable {
        /// A moment.
        case once(Located<Moment>)
        /// Hours of the week, at most 50.
        case weekly([Located<WeeklyHours>])
    }
}
