internal import Glibc
internal import JitsiToken
internal import Login
internal import Secrets

/// Makes tokens as the configuration says: for whom, for which room, from when until when.
struct TokenMinter: Sendable {
    let signer: Signer
    let issuer: String
    let audience: String
    let domain: String
    /// In seconds; a room's rule may have its own.
    let lifetime: Int
    /// `access.features`; nil: the tokens say nothing about features.
    let features: FeatureRights?
    /// The tenant that all rooms are in, which `domain` is then (JaaS); nil where there is none.
    let tenant: Tenant?

    /// The token with which somebody enters the room of `meeting` now, under the room's rule.
    ///
    /// - Parameter span: from when until when the room is open, in seconds since 1970; the token does not hold beyond it.
    func token(
        for participant: Participant, under rule: RoomRule, meeting: MeetingAddress,
        within span: OpenSpan = .always, now: Int = Self.now
    ) throws -> Token {
        try token(
            for: try User(participant, passesLobby: rule.passesLobby), role: participant.role,
            meeting: meeting,
            features: Features(of: participant, rule.features),
            validity: try Validity(now: now, lifetime: rule.lifetime, from: span.from, until: span.until))
    }

    /// A token with all that may differ.
    func token(
        for user: User, role: Login.Role, meeting: MeetingAddress, features: Features?, validity: Validity
    ) throws -> Token {
        let claims = try Claims(
            issuer: issuer, audience: audience, domain: domain, meeting: meeting.within(tenant), user: user,
            role: JitsiToken.Role(role), features: features, validity: validity)
        return try signer.token(for: claims)
    }

    /// The token that was made here and comes back with a form; nil where it is none of ours, or has run out.
    func token(comingBack compact: SecretBytes) throws -> Token? {
        try signer.token(recognizing: compact, now: Self.now)
    }

    /// Seconds since 1970.
    static var now: Int { time(nil) }
}

extension JitsiToken.Role {
    /// nil where the token is not to say it.
    init?(_ role: Login.Role) {
        switch role {
        case .moderator: self = .moderator
        case .member: self = .member
        case .firstToArrive: return nil
        }
    }
}
