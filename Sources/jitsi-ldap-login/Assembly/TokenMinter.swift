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
    /// In seconds.
    let lifetime: Int
    /// nil: the tokens say nothing about features.
    let features: [Login.Role: Features]?
    /// The tenant that all rooms are in, which `domain` is then (JaaS); nil where there is none.
    let tenant: Tenant?

    /// The token with which `account` enters the room of `meeting` now.
    func token(for account: Account, role: Login.Role, meeting: MeetingAddress) throws -> Token {
        let user = try User(
            id: account.id, name: account.name, email: account.email, avatar: account.avatar)
        return try token(
            for: user, role: role, meeting: meeting, features: features?[role],
            validity: try Validity(now: Self.now, lifetime: lifetime))
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
    init(_ role: Login.Role) {
        switch role {
        case .moderator: self = .moderator
        case .member: self = .member
        }
    }
}
