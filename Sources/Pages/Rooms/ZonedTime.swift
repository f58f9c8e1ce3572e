/// A moment as a calendar and a clock on the wall show it, and how far that clock is from UTC: what a visitor in another
/// zone needs to know.
public struct ZonedTime: Sendable, Hashable, CustomStringConvertible {
    let year: Int
    let month: Int
    let day: Int
    let weekday: Int
    let hour: Int
    let minute: Int
    let offset: Int
    let region: String?

    /// Values out of range show as the nearest that there is.
    ///
    /// - Parameters:
    ///   - month: 1 to 12.
    ///   - weekday: 0, Monday, to 6.
    ///   - offset: in seconds east of UTC.
    ///   - region: whose clocks these are, as `Europe/Berlin`; nil where that is not known.
    public init(
        year: Int, month: Int, day: Int, weekday: Int, hour: Int, minute: Int, offset: Int,
        region: String? = nil
    ) {
        self.year = year
        self.month = min(max(month, 1), 12)
        self.day = day
        self.weekday = min(max(weekday, 0), 6)
        self.hour = hour
        self.minute = minute
        self.offset = offset
        self.region = region
    }

    /// `2026-11-23 08:05 (Europe/Berlin, UTC+1)`.
    public var description: String { "\(date) \(clock) (\(zone))" }

    /// `08:05`.
    var clock: String { Self.two(hour) + ":" + Self.two(minute) }

    /// `UTC`, `Europe/Berlin, UTC+1`, `UTC−3:30`: the same in all languages, and unlike `CST` only one.
    var zone: String {
        let minutes = abs(offset) / 60
        let distance =
            minutes == 0
            ? ""
            : (offset < 0 ? "\u{2212}" : "+") + "\(minutes / 60)"
                + (minutes % 60 == 0 ? "" : ":" + Self.two(minutes % 60))
        return (region.map { $0 + ", " } ?? "") + "UTC" + distance
    }

    /// As a field of the type `datetime-local` has it (HTML, 2.3.5.5): `2026-11-23T08:05`.
    var fieldText: String { "\(date)T\(clock)" }

    private var date: String {
        let digits = String(year)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(padding)\(digits)-\(Self.two(month))-\(Self.two(day))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
