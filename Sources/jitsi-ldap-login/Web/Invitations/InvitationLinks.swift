internal import JitsiToken
internal import Login

/// The links of invitations: where they lead, and into which meeting.
struct InvitationLinks: Sendable {
    /// What follows is the sealed invitation.
    static let path = "/_login/invited/"

    let invitations: Invitations
    /// Where the login is visited.
    let origin: String
    /// The tenant that all rooms are in (JaaS); nil where there is none.
    let tenant: Tenant?

    /// The link of an invitation: with the longest names of room, person and host it has fewer than 998 characters, the
    /// longest line of a message (RFC 5322, 2.1.1).
    func link(for invitation: Invitation) throws(InvitationProblem) -> String {
        origin + Self.path + (try invitations.seal(invitation))
    }

    /// The link of an invitation that can ever lead into its room, as its rule is now.
    func link(for invitation: Invitation, under rule: RoomRule) throws(InvitationProblem) -> String {
        if invitation.role == .moderator, rule.access.moderators == .firstToArrive {
            throw .moderatorsUnknown
        }
        switch rule.opening(at: max(invitation.from, invitation.issuedAt)) {
        case .open: break
        case .opens(let moment): if moment >= invitation.until { throw .roomClosed }
        case .over: throw .roomClosed
        }
        return try link(for: invitation)
    }

    /// Where an invitation leads. What was written when it was made is read in the same way again.
    func meeting(of invitation: Invitation) throws(AddressProblem) -> MeetingAddress {
        try MeetingAddress(room: invitation.room, tenant: invitation.tenant).within(tenant)
    }
}
