import Foundation

@testable import Login
@testable import Settings

/// Rules for rooms: patterns match what a plain reading of them matches, and a room is open when its hours say so.
///
/// The input is a pattern, another one, a name, hours and a moment, parted by the byte FF.
func checkRooms(_ input: [UInt8]) {
    let parts = (0..<5).map { input.part($0).text }
    let name = Array(parts[2].unicodeScalars.prefix(256))
    let texts = parts[...1].map { Array($0.unicodeScalars.prefix(256)) }
    let patterns = texts.map { Login.RoomPattern(tenant: nil, room: text($0)) }
    for (pattern, scalars) in zip(patterns, texts) {
        require(
            pattern.matches(tenant: nil, room: text(name)) == matches(scalars, name),
            "a pattern: \(text(scalars))")
        require(pattern.covers(pattern), "a pattern covers itself: \(text(scalars))")
    }
    if patterns[0].covers(patterns[1]), patterns[1].matches(tenant: nil, room: text(name)) {
        require(
            patterns[0].matches(tenant: nil, room: text(name)),
            "what covers a pattern matches what it matches")
    }
    _ = try? RoomPatternShape.parse(parts[0])
    checkHours(parts[3], parts[4])
}

private func text(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
}

/// By a table, one row for each scalar of the pattern.
private func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var row = [true] + [Bool](repeating: false, count: name.count)
    for scalar in pattern {
        var next = [scalar == "*" && row[0]]
        for place in name.indices {
            let isHere =
                scalar == "*"
                ? row[place + 1] || next[place] : row[place] && (scalar == "?" || scalar == name[place])
            next.append(isHere)
        }
        row = next
    }
    return row[name.count]
}

private let zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]
    .compactMap(TimeZone.init(identifier:))

private func checkHours(_ text: String, _ moment: String) {
    let read = text.split(separator: ";").compactMap { try? Settings.WeeklyHours.parse(String($0)) }
    for hours in read {
        require(!hours.days.isEmpty && hours.days.allSatisfy((0...6).contains), "hours have days of the week")
        require(
            (0..<1440).contains(hours.start) && (1...1440).contains(hours.end), "hours are hours of the day")
    }
    guard let moment = Settings.Moment(moment) else { return }
    require((946_684_800..<32_503_680_000).contains(moment.local), "a moment is in its centuries")
    let now = moment.local - (moment.offset ?? 0)
    let weekly = read.prefix(8).map { Login.WeeklyHours(days: $0.days, start: $0.start, end: $0.end) }
    for zone in zones {
        let instant = ZoneClock(zone).instant(local: moment.local)
        require(abs(instant - moment.local) <= 86_400, "clocks are a day apart at most")
        for hours in [
            OpeningHours(weekly: weekly, zone: zone),
            OpeningHours(opens: now - 3_600, closes: now + 86_400, weekly: weekly, zone: zone),
        ] { checkOpening(hours, at: now) }
    }
}

private func checkOpening(_ hours: OpeningHours, at now: Int) {
    switch hours.opening(at: now) {
    case .open(let span):
        require((span.from ?? now) <= now && now < (span.until ?? .max), "it is open now")
        guard let until = span.until else { return }
        if case .open(let later) = hours.opening(at: until) {
            require(false, "it is closed at its end: \(span), \(later)")
        }
    case .opens(let moment):
        require(moment > now, "it opens later")
        guard case .open = hours.opening(at: moment) else {
            return require(false, "it is open when it opens")
        }
    case .over(let since): require((since ?? now) <= now, "it is over since before")
    }
}
