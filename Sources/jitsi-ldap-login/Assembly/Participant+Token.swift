internal import JitsiToken
internal import Login

/// What a token says of somebody, by the way they came.
extension User {
    /// - Parameter passesLobby: whether those who signed in do; an invitation has its own say.
    /// - Throws: `ClaimsProblem.unusableID`.
    init(_ participant: Participant, passesLobby: Bool) throws(ClaimsProblem) {
        switch participant {
        case .account(let account, _):
            try self.init(
                id: account.id, name: account.name, email: account.email, avatar: account.avatar,
                passesLobby: passesLobby)
        case .guest(let id, let name): try self.init(id: id, name: name)
        case .invited(let id, let name, _, let passesLobby):
            try self.init(id: id, name: name, passesLobby: passesLobby)
        }
    }
}

extension Features {
    /// nil where the token is to say nothing about features.
    init?(of participant: Participant, _ rights: FeatureRights?) {
        guard let rights else { return nil }
        if case .guest = participant {
            self.init(of: .member, overrides: Self.overrides(rights.guest))
        } else {
            self.init(of: participant.role, rights)
        }
    }

    /// Where the first to arrive moderates the token cannot know whose it is: it grants what a member has.
    init(of role: Login.Role, _ rights: FeatureRights) {
        switch role {
        case .moderator: self.init(of: .moderator, overrides: Self.overrides(rights.moderator))
        case .member, .firstToArrive: self.init(of: .member, overrides: Self.overrides(rights.member))
        }
    }

    private static func overrides(_ features: [String: Bool]) -> [Feature: Bool] {
        // Names that are no feature were refused with the file.
        Dictionary(
            features.compactMap { name, granted in Feature(rawValue: name).map { ($0, granted) } },
            uniquingKeysWith: { $1 })
    }
}
