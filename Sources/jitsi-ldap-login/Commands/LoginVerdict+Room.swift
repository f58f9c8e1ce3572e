internal import JitsiToken
internal import Login
internal import Pages

extension LoginVerdict {
    /// What the room's rule has besides.
    func show(_ rule: RoomRule, _ report: LoginReport) {
        guard !assembly.rooms.entries.isEmpty else { return }
        report.detail("by the rule \(rule.label), for the room \(meeting.room.readable)")
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

    private static func words(_ moment: Int, _ hours: OpeningHours) -> String {
        ZonedTime(moment, in: hours.zone).description
    }
}
