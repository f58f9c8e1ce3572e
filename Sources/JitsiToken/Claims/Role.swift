/// What somebody may do in the room, by the token.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Leads the meeting: an owner in XMPP.
    case moderator
    /// Takes part in it.
    case member

    /// `context.user.affiliation`, as Prosody's mod_token_affiliation reads it.
    var affiliation: String {
        switch self {
        case .moderator: "owner"
        case .member: "member"
        }
    }
}
