/// Who may enter, and who moderates (`access` in the configuration, or a rule of `rooms`).
public struct AccessRules: Sendable, Equatable {
    /// Who moderates.
    public enum Moderators: Sendable, Equatable {
        /// Members of any of these groups.
        case groups(Set<Group>)
        /// Whoever comes first: Jitsi decides, and the tokens say nothing of it.
        case firstToArrive
    }

    /// Members of any of these may enter; empty: everybody in the directory.
    public let allowed: Set<Group>
    /// Who of them moderates.
    public let moderators: Moderators

    /// Rules by group.
    ///
    /// - Parameters:
    ///   - allowed: members of any of these may enter; empty: everybody in the directory.
    ///   - moderators: members of any of these moderate, provided that they may enter.
    public init(allowed: Set<Group>, moderators: Set<Group>) {
        self.init(allowed: allowed, moderators: .groups(moderators))
    }

    /// Rules in which the moderators may be those who come first.
    public init(allowed: Set<Group>, moderators: Moderators) {
        self.allowed = allowed
        self.moderators = moderators
    }

    /// Whether anybody's groups make a difference. Where they make none, nobody needs to find out about them.
    public var askForGroups: Bool {
        switch moderators {
        case .groups(let moderators): !allowed.isEmpty || !moderators.isEmpty
        case .firstToArrive: !allowed.isEmpty
        }
    }

    /// The role of somebody in those groups; nil where they may not enter.
    public func role(in groups: Set<Group>) -> Role? {
        guard allowed.isEmpty || !allowed.isDisjoint(with: groups) else { return nil }
        switch moderators {
        case .groups(let moderators): return moderators.isDisjoint(with: groups) ? .member : .moderator
        case .firstToArrive: return .firstToArrive
        }
    }

    /// The groups among those that let somebody in, and that make a moderator of them: why somebody has the role.
    public func grounds(in groups: Set<Group>) -> (entry: Set<Group>, moderation: Set<Group>) {
        let moderation: Set<Group> =
            if case .groups(let moderators) = moderators { moderators.intersection(groups) } else { [] }
        return (allowed.intersection(groups), moderation)
    }
}
