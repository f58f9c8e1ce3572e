internal import JitsiToken
internal import Login
internal import Pages
internal import Settings

extension LoginVerdict {
    /// What the room's rule has besides.
    func show(_ rule: RoomRule, _ report: LoginReport) {
        guard !assembly.rooms.entries.isEmpty else { return }
        let tenant = meeting.tenant.map { $0.claim + "/" } ?? ""
        report.detail("by the rule \(rule.label), for the room \(tenant)\(meeting.room.readable)")
        guard let hours = rule.hours else { return }
        switch rule.opening(at: TokenMinter.now) {
        case .open(let span):
            report.ok(
                "the room is open" + (span.until.map { " until " + Self.words($0, hours) } ?? ""))
        case .opens(let moment): report.warn("the room opens on " + Self.words(moment, hours))
        case .over(let moment):
            report.warn("the room is closed" + (moment.map { " since " + Self.words($0, hours) } ?? ""))
        }
    }

    /// The key that says who may enter: the rule's own, or that of access, which a rule without one has.
    var allowKey: String {
        let rules = zip(assembly.rooms.entries, configuration.rooms)
        let isOwn = rules.contains { $0.rule.label == rule.label && $1.allow != nil }
        return (isOwn ? rule.label : RoomRule.otherwise) + ".allow"
    }

    private static func words(_ moment: Int, _ hours: OpeningHours) -> String {
        ZonedTime(moment, in: hours.zone).description
    }
}
