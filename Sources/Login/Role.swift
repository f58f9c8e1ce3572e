/// What somebody is in a room. The token says it, Prosody acts on it.
public enum Role: String, Sendable, CaseIterable {
    /// May lead the meeting.
    case moderator
    /// Takes part.
    case member
    /// The token does not say: Jitsi makes a moderator of whoever comes first.
    case firstToArrive = "first-to-arrive"
}
