extension Configuration.Room {
    static let limit = 1000

    /// The rules of the file, in its order.
    static func all(_ root: Section, _ surroundings: Surroundings) -> [Self] {
        root.reportCount(
            "rooms", of: "rules", atMost: limit, remedy: "bring rooms together by patterns with * and ?")
        return (root.sections("rooms") ?? []).compactMap { Self($0, surroundings) }
    }

    init?(_ section: Section, _ surroundings: Surroundings) {
        section.reportMissing("match", "write the rooms' names, such as exam-*")
        section.reportCount("match", of: "patterns", atMost: 100, remedy: "bring them together by * and ?")
        let match = section.values("match", RoomPatternShape.parse)
        allow = section.has("allow") ? Configuration.Access.groups("allow", section, surroundings) : nil
        moderators = Self.moderators(section, surroundings)
        let features = section.section("features")
        self.features = features.isWritten ? Configuration.Features(features) : nil
        guests = section.value("guests", Choice.parser("an answer to who may enter as a guest"))
        lobbyBypass = section.value("lobby-bypass", default: false, Truth.parse)
        opens = Self.opens(section)
        closes = section.value("closes", Moment.parse)
        zone = section.value("zone", ZoneName.parse)
        lifetime = section.value("lifetime", DurationText.parser(60...86_400))
        guard let match else { return nil }
        self.match = match
        if match.isEmpty, case .list(let list)? = section.tree("match"), list.items.isEmpty {
            section.report("is empty: write the rooms' names", at: section.keyPosition("match"), key: "match")
        }
        reportZone(section)
        noticeFirstGuest(section)
    }

    /// jicofo asks no token who is a guest.
    private func noticeFirstGuest(_ section: Section) {
        guard case .firstToArrive? = moderators, let guests, guests.value != .no else { return }
        section.findings.notice(
            "with moderators: first-to-arrive a guest who comes first moderates, too", at: guests.position,
            key: section.path(of: "guests"))
    }

    /// Notes guests by invitation in a file that has no invitations.
    func noticeUninvited(_ findings: Findings) {
        guard let guests, guests.value == .invited else { return }
        findings.notice(
            "nobody can be invited, as there is no section invitations: write invitations: {}, or guests: false",
            at: guests.position, key: guests.key)
    }

    private static func moderators(_ section: Section, _ surroundings: Surroundings) -> Moderators? {
        guard section.has("moderators") else { return nil }
        if case .scalar(let scalar)? = section.tree("moderators") {
            if scalar.text == "first-to-arrive" { return .firstToArrive }
            section.report(
                "\(quoted(scalar.text)) is neither a list of groups nor first-to-arrive: write one of them",
                at: scalar.position, key: "moderators")
            return nil
        }
        if case .list(let list)? = section.tree("moderators"),
            let word = list.items.first(where: isFirstToArrive)
        {
            section.report(
                "first-to-arrive stands alone: write moderators: first-to-arrive, without a list",
                at: word.position, key: "moderators")
            return nil
        }
        return .groups(Configuration.Access.groups("moderators", section, surroundings))
    }

    private static func isFirstToArrive(_ item: Tree) -> Bool {
        if case .scalar(let scalar) = item { scalar.text == "first-to-arrive" } else { false }
    }

    /// A moment begins with a digit, hours of the week with the name of a day.
    private static func opens(_ section: Section) -> Opens? {
        if case .scalar(let scalar)? = section.tree("opens"), scalar.text.first?.isNumber == true {
            let parse: Parse<Moment> = { (text: String) throws(Invalid) in
                guard let moment = Moment(text) else { throw WeeklyHours.invalid(text) }
                return moment
            }
            return section.value("opens", parse).map { .once($0) }
        }
        section.reportCount("opens", of: "hours", atMost: 50, remedy: "bring days together, mon-fri")
        return section.values("opens", WeeklyHours.parse).map { .weekly($0) }
    }

    private func reportZone(_ section: Section) {
        let isWeekly = if case .weekly? = opens { true } else { false }
        var moments = [closes].compactMap(\.self)
        if case .once(let moment)? = opens { moments.append(moment) }
        let isNeeded = isWeekly || moments.contains { $0.value.offset == nil }
        if isNeeded {
            section.reportMissing("zone", "write whose clock the times go by, such as Europe/Berlin")
        } else if let zone, !section.has("opens"), !section.has("closes") {
            section.report(
                "is not used: there are no times in this rule, opens or closes", at: zone.position,
                key: "zone")
        }
    }
}
