public import Foundation

/// The clocks of a time zone, through the nights in which they are changed.
public struct ZoneClock: Sendable {
    /// What a time means that the clocks show twice, when they are set back.
    public enum Choice: Sendable {
        /// The first of the two.
        case first
        /// The second.
        case last
    }

    static let minutesOfDay = 1440
    private static let secondsOfDay = 86_400
    private let zone: TimeZone

    /// The clocks of `zone`.
    public init(_ zone: TimeZone) { self.zone = zone }

    /// How far the clocks are ahead of UTC at a moment, in seconds.
    public func offset(at moment: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment)))
    }

    /// The day that the calendar shows at a moment, counted from 1970-01-01.
    func day(at moment: Int) -> Int {
        Int((Double(moment + offset(at: moment)) / Double(Self.secondsOfDay)).rounded(.down))
    }

    /// The day of the week of a day counted from 1970-01-01, which was a Thursday: 0 is Monday.
    public static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

    func instant(day: Int, minute: Int, _ choice: Choice) -> Int {
        instant(local: day * Self.secondsOfDay + minute * 60, choice)
    }

    /// The moment at which the clocks show a time, in seconds since 1970.
    ///
    /// A time that they leave out, when they are set forward, is the moment at which they are.
    ///
    /// - Parameter local: the time as if it were UTC's, in seconds since 1970.
    public func instant(local: Int, _ choice: Choice = .first) -> Int {
        let before = local - offset(at: local - Self.secondsOfDay)
        let after = local - offset(at: local + Self.secondsOfDay)
        if before == after { return before }
        let possible = [before, after].filter { $0 + offset(at: $0) == local }
        switch choice {
        case .first: if let first = possible.min() { return first }
        case .last: if let last = possible.max() { return last }
        }
        return change(between: min(before, after), and: max(before, after))
    }

    /// The first moment of the later offset.
    private func change(between start: Int, and end: Int) -> Int {
        var (low, high) = (start, end)
        let later = offset(at: end)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == later { high = middle } else { low = middle }
        }
        return high
    }
}
