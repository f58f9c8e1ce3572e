/// Whether a room is open.
public enum Opening: Sendable, Equatable {
    /// It is, without a break from when until when.
    case open(OpenSpan)
    /// It opens at that moment, in seconds since 1970.
    case opens(at: Int)
    /// It does not open any more; since that moment, where there was one, in seconds since 1970.
    case over(since: Int?)
}

extension OpeningHours {
    /// Whether the room is open at a moment, in seconds since 1970.
    public func opening(at now: Int) -> Opening {
        if let closes, now >= closes { return .over(since: closes) }
        let start = max(now, opens ?? now)
        guard let span = span(endingAfter: start) else { return .over(since: nil) }
        // Both sides of the moment at which the room opens or closes for good belong to the weekly hours, too.
        let from = [span.from, opens].compactMap(\.self).max()
        let until = [span.until, closes].compactMap(\.self).min()
        if let from, now < from {
            if let closes, from >= closes { return .over(since: nil) }
            return .opens(at: from)
        }
        return .open(OpenSpan(from: from, until: until))
    }

    /// The first of the weekly hours that are not over at a moment; a span without ends where there are none.
    private func span(endingAfter moment: Int) -> OpenSpan? {
        guard !weekly.isEmpty else { return .always }
        let clock = ZoneClock(zone)
        let today = clock.day(at: moment)
        // Yesterday's may reach into today; and each comes again within a week, or the week after where the clocks leave it out.
        let spans = (today - 1...today + 15).flatMap { day in
            weekly.filter { $0.days.contains(ZoneClock.weekday(of: day)) }.map { hours in
                let end = hours.end > hours.start ? hours.end : hours.end + ZoneClock.minutesOfDay
                return (
                    from: clock.instant(day: day, minute: hours.start, .first),
                    until: clock.instant(day: day, minute: end, .last)
                )
            }
        }
        var joined: (from: Int, until: Int)?
        for span in spans.sorted(by: { $0.from < $1.from }) where span.until > max(span.from, moment) {
            guard let before = joined else {
                joined = span
                continue
            }
            // What begins as the other ends goes on without a break.
            guard span.from <= before.until else { break }
            joined = (before.from, max(before.until, span.until))
        }
        return joined.map { OpenSpan(from: $0.from, until: $0.until) }
    }
}
