/// The features of Jitsi Meet, under its names, that are granted (true) or denied against the role's default.
public struct FeatureRights: Sendable, Equatable {
    /// A moderator's.
    public let moderator: [String: Bool]
    /// A member's, which are also those of everybody where the first to arrive moderates.
    public let member: [String: Bool]
    /// A guest's; what is not here is as a member has it by default.
    public let guest: [String: Bool]

    /// The rights of the three.
    public init(moderator: [String: Bool] = [:], member: [String: Bool] = [:], guest: [String: Bool] = [:]) {
        self.moderator = moderator
        self.member = member
        self.guest = guest
    }

    /// These rights where `rights` says nothing.
    public func overridden(by rights: FeatureRights) -> FeatureRights {
        FeatureRights(
            moderator: moderator.merging(rights.moderator) { $1 },
            member: member.merging(rights.member) { $1 },
            guest: guest.merging(rights.guest) { $1 })
    }
}
