internal import Foundation
internal import Login
internal import Pages

/// Moments as the pages show them, by the clocks of a zone.
extension ZonedTime {
    /// - Parameter moment: in seconds since 1970.
    init(_ moment: Int, in zone: TimeZone) {
        let offset = ZoneClock(zone).offset(at: moment)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .weekday, .hour, .minute],
            from: Date(timeIntervalSince1970: TimeInterval(moment + offset)))
        self.init(
            year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1,
            // Foundation's week begins with 1, Sunday.
            weekday: ((parts.weekday ?? 1) + 5) % 7, hour: parts.hour ?? 0, minute: parts.minute ?? 0,
            offset: offset, region: zone.isOfRegion ? zone.identifier : nil)
    }

    /// The moment that a field of the type `datetime-local` says, `2026-11-23T08:05`, in seconds since 1970; nil where it
    /// says none.
    ///
    /// - Parameter choice: of a time that the clocks show twice.
    static func moment(_ field: String, in zone: TimeZone, _ choice: ZoneClock.Choice) -> Int? {
        guard field.utf8.count == 16, let date = try? Date(field + ":00Z", strategy: .iso8601) else {
            return nil
        }
        return ZoneClock(zone).instant(local: Int(date.timeIntervalSince1970), choice)
    }
}

extension RoomRule {
    /// In which moments of the room are told: the zone of its hours, else the host's.
    var zone: TimeZone { hours?.zone ?? .current }
}

extension TimeZone {
    /// Whether it is named for a place, unlike `UTC`, `Etc/GMT+2` and `EST`.
    fileprivate var isOfRegion: Bool { identifier.contains("/") && !identifier.hasPrefix("Etc/") }
}
