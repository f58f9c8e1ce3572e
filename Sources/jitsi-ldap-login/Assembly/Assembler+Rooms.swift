internal import Foundation
internal import JitsiToken
internal import Login
internal import Settings

extension Assembler {
    /// What holds in which room (`rooms`).
    ///
    /// - Parameter access: what holds where no rule is for a room, or where a rule leaves it out.
    mutating func rooms(under access: AccessRules) -> RoomRules {
        let otherwise = RoomRule(
            label: RoomRule.otherwise, access: access, features: featureRights,
            // Who turns invitations on wants them to hold: they need no rule of their own.
            guests: configuration.invitations == nil ? .no : .invited,
            lifetime: configuration.token.lifetime.value.wholeSeconds)
        var entries: [RoomRules.Entry] = []
        for (index, room) in configuration.rooms.enumerated() {
            let patterns = patterns(room, after: entries)
            let rule = rule(room, label: "rooms[\(index + 1)]", otherwise)
            entries.append(RoomRules.Entry(patterns: patterns, rule: rule))
        }
        return RoomRules(entries, otherwise: otherwise)
    }

    /// A pattern that no room can reach is an error: the rule would seem to hold and does not.
    private mutating func patterns(
        _ room: Configuration.Room, after entries: [RoomRules.Entry]
    ) -> [RoomPattern] {
        room.match.map { written in
            let pattern = RoomPattern(written: written.value)
            if let problem = Self.problem(written.value, inTenant: configuration.jaas != nil) {
                problems.append(written.problem(problem))
            } else if let before = entries.first(where: { $0.patterns.contains { $0.covers(pattern) } }) {
                problems.append(
                    written.problem(
                        "is never reached: the rule \(before.rule.label) before it is for these rooms, "
                            + "and the first match holds: write this rule before that one, or remove it"))
            }
            return pattern
        }
    }

    /// - Parameter inTenant: all rooms are in one tenant, and meetings name none (JaaS).
    private static func problem(_ written: String, inTenant: Bool) -> String? {
        let parts = written.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return Room.problem(ofPattern: written)?.description }
        if inTenant { return "is for no room: with jaas no address has a tenant: write \(parts[1])" }
        return (Tenant.problem(ofPattern: String(parts[0])) ?? Room.problem(ofPattern: String(parts[1])))?
            .description
    }

    private mutating func rule(
        _ room: Configuration.Room, label: String, _ otherwise: RoomRule
    ) -> RoomRule {
        let moderators: AccessRules.Moderators =
            switch room.moderators {
            case .groups(let names): .groups(groups(names))
            case .firstToArrive: .firstToArrive
            case nil: otherwise.access.moderators
            }
        let access = AccessRules(
            allowed: room.allow.map { groups($0) } ?? otherwise.access.allowed, moderators: moderators)
        return RoomRule(
            label: label, access: access, features: features(room, otherwise.features),
            guests: room.guests.map { RoomRule.Guests($0.value) } ?? otherwise.guests,
            passesLobby: room.lobbyBypass.value,
            hours: hours(room), lifetime: room.lifetime?.value.wholeSeconds ?? otherwise.lifetime)
    }

    /// A rule's own go before those of `access`, feature by feature.
    private func features(_ room: Configuration.Room, _ otherwise: FeatureRights?) -> FeatureRights? {
        guard let written = room.features else { return otherwise }
        return (otherwise ?? FeatureRights()).overridden(by: FeatureRights(written))
    }

    private mutating func hours(_ room: Configuration.Room) -> OpeningHours? {
        guard room.opens != nil || room.closes != nil else { return nil }
        let zone = room.zone.flatMap { TimeZone(identifier: $0.value) } ?? Self.zone(room)
        let clock = ZoneClock(zone)
        let closes = room.closes.map { clock.instant($0.value) }
        switch room.opens {
        case .once(let moment):
            let opens = clock.instant(moment.value)
            if let closes, let written = room.closes, closes <= opens {
                problems.append(written.problem("is not after opens: the room would never be open"))
            }
            return OpeningHours(opens: opens, closes: closes, zone: zone)
        case .weekly(let hours):
            return OpeningHours(
                closes: closes, weekly: hours.map { Login.WeeklyHours($0.value) }, zone: zone)
        case nil: return OpeningHours(closes: closes, zone: zone)
        }
    }

    /// The zone in which the visitors are told of moments that have their own offset.
    private static func zone(_ room: Configuration.Room) -> TimeZone {
        let opens: Moment? = if case .once(let moment)? = room.opens { moment.value } else { nil }
        return (opens ?? room.closes?.value)?.offset.flatMap { TimeZone(secondsFromGMT: $0) } ?? .gmt
    }
}

extension RoomPattern {
    /// A pattern of the settings, in the form in which rooms are compared.
    init(written: String) {
        let parts = written.split(separator: "/", maxSplits: 1)
        if parts.count == 2 {
            self.init(tenant: Tenant.pattern(String(parts[0])), room: Room.pattern(String(parts[1])))
        } else {
            self.init(tenant: nil, room: Room.pattern(written))
        }
    }
}

extension Login.WeeklyHours {
    init(_ hours: Settings.WeeklyHours) {
        self.init(days: hours.days, start: hours.start, end: hours.end)
    }
}

extension RoomRule.Guests {
    init(_ guests: Configuration.Room.Guests) {
        switch guests {
        case .no: self = .no
        case .yes: self = .yes
        case .invited: self = .invited
        }
    }
}
