/// A moment as the clocks of its zone show it.
public struct ZonedTime: Sendable, Equatable, CustomStringConvertible {
    let year: Int
    let month: Int
    let day: Int
    let weekday: Int
    let hour: Int
    let minute: Int
    let zone: String

    /// What calendar and clock show.
    ///
    /// - Parameters:
    ///   - month: 1 to 12.
    ///   - weekday: 0, Monday, to 6.
    ///   - zone: as people are to read it.
    public init(year: Int, month: Int, day: Int, weekday: Int, hour: Int, minute: Int, zone: String) {
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.hour = hour
        self.minute = minute
        self.zone = zone
    }

    /// `2026-11-23 08:00 (Europe/Berlin, UTC+01:00)`.
    public var description: String {
        "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day)) \(clock) (\(zone))"
    }

    /// `08:05`.
    var clock: String { Self.twoDigits(hour) + ":" + Self.twoDigits(minute) }

    /// The month's name out of twelve, and the day's out of seven.
    func names(months: [String], days: [String]) -> (month: String, day: String) {
        (
            months.indices.contains(month - 1) ? months[month - 1] : "\(month)",
            days.indices.contains(weekday) ? days[weekday] : ""
        )
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
