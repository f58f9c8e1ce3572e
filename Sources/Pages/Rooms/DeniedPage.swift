/// What to say to somebody whom Jitsi did not let in, and where they can go.
public struct DeniedPage: Sendable {
    /// What Jitsi had against the visitor.
    public enum Reason: Sendable, CaseIterable {
        /// No moderator yet, or no access.
        case notAllowed
        /// Jitsi refused the token.
        case token
    }

    /// The room, where it is known.
    public let room: RoomLabel?
    /// Why the visitor is here.
    public let reason: Reason
    /// The room's login address: with a session it leads straight back.
    public let retry: Link
    /// A login address that asks for another account; nil where it would be the same as ``retry``.
    public let somebodyElse: Link?
    /// Who is signed in; nil for nobody.
    let account: String?

    /// All that the page says and offers.
    public init(
        room: RoomLabel?, reason: Reason, retry: Link, somebodyElse: Link? = nil, account: String? = nil
    ) {
        self.room = room
        self.reason = reason
        self.retry = retry
        self.somebodyElse = somebodyElse
        self.account = account
    }
}
