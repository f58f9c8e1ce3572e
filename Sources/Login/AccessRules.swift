/// Who may enter, and who moderates (`access` in the configuration).
public struct AccessRules: Sendable {
    /// Members of any of these may enter; empty: everybody in the directory.
    public let allowed: Set<Group>
    private let moderators: Set<Group>

    /// Rules by group.
    ///
    /// - Parameters:
    ///   - allowed: members of any of these may enter; empty: everybody in the directory.
    ///   - moderators: members of any of these moderate, provided that they may enter.
    public init(allowed: Set<Group>, moderators: Set<Group>) {
        self.allowed = allowed
        self.moderators = moderators
    }

    /// The role of somebody in those groups; nil where they may not enter.
    public func role(in groups: Set<Group>) -> Role? {
        guard allowed.isEmpty || !allowed.isDisjoint(with: groups) else { return nil }
        return moderators.isDisjoint(with: groups) ? .member : .moderator
    }

    /// The groups among those that let somebody in, and that make a moderator of them: why somebody has the role.
    public func grounds(in groups: Set<Group>) -> (entry: Set<Group>, moderation: Set<Group>) {
        (allowed.intersection(groups), moderators.intersection(groups))
    }
}
