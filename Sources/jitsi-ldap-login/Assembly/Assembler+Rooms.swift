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
            label: "access", access: access, features: featureRights,
            lifetime: Self.seconds(configuration.token.lifetime.value))
        var known: [RoomPattern] = []
        let entries = configuration.rooms.enumerated().map { index, room in
            RoomRules.Entry(
                patterns: patterns(room, known: &known),
                rule: rule(room, label: "rooms[\(index + 1)]", otherwise))
        }
        return RoomRules(entries, otherwise: otherwise)
    }

    /// A pattern that no room can reach is an error: the rule would seem to hold and does not.
    private mutating func patterns(_ room: Configuration.Room, known: inout [RoomPattern]) -> [RoomPattern] {
        room.match.map { written in
            let pattern = RoomPattern(written: written.value)
            if let before = known.first(where: { $0.isForAll || $0 == pattern }) {
                problems.append(
                    written.problem(
                        before.isForAll
                            ? "is never reached: a rule before it is for every room (*), and the first match holds"
                            : "is in a rule before already, and the first match holds: remove one of the two")
                )
            }
            known.append(pattern)
            return pattern
        }
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
            guests: RoomRule.Guests(room.guests.value), passesLobby: room.lobbyBypass.value,
            hours: hours(room), lifetime: room.lifetime.map { Self.seconds($0.value) } ?? otherwise.lifetime)
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

    private static func seconds(_ duration: Duration) -> Int { Int(duration.components.seconds) }
}

extension ZoneClock {
    /// The moment in seconds since 1970: by its own offset, or by these clocks.
    fileprivate func instant(_ moment: Moment) -> Int {
        moment.offset.map { moment.local - $0 } ?? instant(local: moment.local)
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
