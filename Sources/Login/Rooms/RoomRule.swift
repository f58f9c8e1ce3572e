/// What holds for a room: who may enter as what, when, and for how long (one of `rooms`; `access` where there is none).
public struct RoomRule: Sendable, Equatable {
    /// Who may enter without an account.
    public enum Guests: String, Sendable, CaseIterable {
        /// Nobody: invitations to the room do not hold either.
        case no = "false"
        /// Whoever has an invitation.
        case invited
        /// Everybody.
        case yes = "true"
    }

    /// What the rule is called in the log and in commands: `rooms[2]`, counted from 1, or `access`.
    public let label: String
    /// Who may enter with an account, and who moderates.
    public let access: AccessRules
    /// The features by role that differ from Jitsi's defaults; nil: the tokens say nothing about features.
    public let features: FeatureRights?
    /// Who may enter without an account.
    public let guests: Guests
    /// Whether those who signed in pass a lobby. Guests wait in it: it is there for them.
    public let passesLobby: Bool
    /// When the room may be entered; nil: always.
    public let hours: OpeningHours?
    /// How long a token is good for at most, in seconds; positive.
    public let lifetime: Int

    /// A rule with everything decided.
    public init(
        label: String, access: AccessRules, features: FeatureRights? = nil, guests: Guests = .no,
        passesLobby: Bool = false, hours: OpeningHours? = nil, lifetime: Int
    ) {
        self.label = label
        self.access = access
        self.features = features
        self.guests = guests
        self.passesLobby = passesLobby
        self.hours = hours
        self.lifetime = lifetime
    }
}
