/// Why somebody who is signed in makes no invitation.
public enum MayNotInvite: Sendable, CaseIterable {
    /// They do not moderate the room.
    case notModerator
    /// Nobody comes into the room without an account, so that no invitation would hold.
    case nobodyWithoutAccount
    /// Whoever arrives first moderates, which nobody knows beforehand.
    case moderatorsUnknown
}
