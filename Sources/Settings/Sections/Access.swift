extension Configuration {
    /// `access`: who may enter, who moderates, and what each may do.
    public struct Access: Sendable {
        /// `allow` []: the DNs of the groups that may enter, at most 1000; empty means everybody in the directory.
        public let allow: [Located<String>]
        /// `moderators` []: the DNs of the groups whose members moderate, at most 1000; everybody else is a member.
        public let moderators: [Located<String>]
        /// `features`: what overrides the roles' defaults; nil where the tokens make no claim about features.
        public let features: Features?
    }

    /// `access.features`: features granted (true) or denied by role, under Jitsi Meet's names; what is not here has
    /// the role's default.
    public struct Features: Sendable, Hashable {
        /// What overrides a moderator's defaults.
        public let moderator: [String: Bool]
        /// What overrides a member's defaults.
        public let member: [String: Bool]
        /// What overrides a guest's defaults, which are a member's.
        public let guest: [String: Bool]
        /// Every name that Jitsi Meet knows.
        public static var names: [String] { KnownKeys.features }
    }
}

extension Configuration.Access {
    init(_ section: Section, _ surroundings: Surroundings) {
        allow = Self.groups("allow", section, surroundings)
        moderators = Self.moderators(section, surroundings)
        let features = section.section("features")
        self.features = features.isWritten ? Configuration.Features(features) : nil
    }

    private static func moderators(_ section: Section, _ surroundings: Surroundings) -> [Located<String>] {
        guard case .scalar(let scalar)? = section.tree("moderators"), scalar.text == "first-to-arrive" else {
            return groups("moderators", section, surroundings)
        }
        section.report(
            "first-to-arrive is for a rule of rooms: write rooms: [{match: \"*\", moderators: first-to-arrive}]",
            at: scalar.position, key: "moderators")
        return []
    }

    static func groups(
        _ key: String, _ section: Section, _ surroundings: Surroundings
    ) -> [Located<String>] {
        let parse = checked(NameShape.parse, by: surroundings.checks.distinguishedName)
        let groups = section.list(key, parse) ?? []
        if groups.count > 1000 {
            section.report(
                "has more than 1000 groups: put them into one group of the directory",
                at: section.keyPosition(key), key: key)
        }
        return groups
    }
}

extension Configuration.Features {
    init(_ section: Section) {
        moderator = Self.overrides(section.section("moderator"))
        member = Self.overrides(section.section("member"))
        guest = Self.overrides(section.section("guest"))
    }

    private static func overrides(_ section: Section) -> [String: Bool] {
        var overrides: [String: Bool] = [:]
        for name in names { overrides[name] = section.value(name, Truth.parse)?.value }
        return overrides
    }
}
