/// Hours that return every week: `mon-fri 08:00-18:00`.
public struct WeeklyHours: Sendable, Equatable {
    /// The days on which they begin: 0 is Monday, 6 is Sunday.
    public let days: Set<Int>
    /// The minute of the day at which they begin, 0 to 1439.
    public let start: Int
    /// The minute of the day at which they end, 1 to 1440; not after `start` means on the next day.
    public let end: Int

    /// Hours on those days.
    public init(days: Set<Int>, start: Int, end: Int) {
        self.days = days
        self.start = start
        self.end = end
    }
}
