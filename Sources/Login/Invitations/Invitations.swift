public import Secrets

/// Makes links of invitations, and judges those that come back.
///
/// Nothing is kept: all that an invitation says is in its link, sealed under the keys that every instance has. It is
/// revoked by what it says of its own making (`invitations.not-before`), or with its key.
public struct Invitations: Sendable {
    /// The longest that any window may be, in seconds: 30 days.
    public static let longestOfAll = 30 * 86_400
    /// How far ahead a window may begin, in seconds: a year, so that no link waits for longer.
    public static let farthest = 366 * 86_400
    /// The most characters of a sealed invitation. With the longest host a link has fewer than 998, the longest line of a
    /// message (RFC 5322, 2.1.1).
    public static let longestSealed = 700
    private static let purpose = "invitation"

    /// The longest window of a new invitation, in seconds.
    public let longest: Int
    /// Those made before this moment are revoked; in seconds since 1970, 0 for none.
    public let notBefore: Int
    let keys: SealingKeys

    /// - Parameters:
    ///   - longest: in seconds; `longestOfAll` is the most, whatever is given.
    ///   - notBefore: in seconds since 1970; nil revokes none.
    public init(keys: SealingKeys, longest: Int, notBefore: Int? = nil) {
        self.keys = keys
        self.longest = min(longest, Self.longestOfAll)
        self.notBefore = notBefore ?? 0
    }

    /// The sealed invitation, in letters, digits, `-` and `_`.
    ///
    /// - Throws: `InvitationProblem` where its window is longer than it may be, over, or too far ahead.
    public func seal(_ invitation: Invitation) throws(InvitationProblem) -> String {
        guard invitation.until > invitation.issuedAt else { throw .over }
        guard invitation.until - invitation.from <= longest else { throw .longerThan(seconds: longest) }
        guard invitation.from - invitation.issuedAt <= Self.farthest else {
            throw .laterThan(seconds: Self.farthest)
        }
        guard invitation.issuedAt >= notBefore else { throw .revokedBeforehand }
        do {
            return try keys.seal(invitation.record, purpose: Self.purpose)
        } catch {
            throw .library("\(error)")
        }
    }

    /// What a link is worth at the moment `now`, in seconds since 1970.
    public func judge(_ sealed: some StringProtocol, now: Int) -> Standing {
        guard sealed.utf8.count <= Self.longestSealed, let record = keys.open(sealed, purpose: Self.purpose),
            let invitation = Invitation(record: record)
        else { return .unreadable }
        if invitation.issuedAt < notBefore { return .revoked(invitation) }
        if now < invitation.from { return .early(invitation) }
        if now >= invitation.until { return .over(invitation) }
        return .open(invitation)
    }

    /// What a link is worth.
    public enum Standing: Sendable, Equatable {
        /// Whoever has it may join now.
        case open(Invitation)
        /// Its window is to come.
        case early(Invitation)
        /// Its window has passed.
        case over(Invitation)
        /// It was made before `invitations.not-before`.
        case revoked(Invitation)
        /// It was not sealed here, not for this, under a key that is gone, or is not whole.
        case unreadable

        /// One word for the log.
        public var label: String {
            switch self {
            case .open: "open"
            case .early: "early"
            case .over: "over"
            case .revoked: "revoked"
            case .unreadable: "unreadable"
            }
        }

        /// What it says, where that could be read.
        public var invitation: Invitation? {
            switch self {
            case .open(let invitation), .early(let invitation), .over(let invitation),
                .revoked(let invitation):
                invitation
            case .unreadable: nil
            }
        }
    }
}
