internal import Login
internal import Settings

extension Assembler {
    /// What holds in which room (`rooms`).
    ///
    /// - Parameter access: what holds where no rule is for a room, or where a rule leaves it out.
    mutating func rooms(under access: AccessRules) -> RoomRules {
        let lifetime = Int(configuration.token.lifetime.value.components.seconds)
        let otherwise = RoomRule(
            label: "access", access: access, features: featureRights, lifetime: lifetime)
        return RoomRules(otherwise: otherwise)
    }
}
