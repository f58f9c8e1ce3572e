import Foundation
import Login
import TestSupport
import Testing

/// Weekly hours, minute by minute, against what a clock on the wall shows.
@Suite("Hours of the week, through the nights in which clocks are changed,")
struct ClockChangeTests {
    /// A zone, and noon before a night in which its clocks are changed.
    private static let nights: [(String, String)] = [
        ("Europe/Berlin", "2026-03-28T12:00:00Z"), ("Europe/Berlin", "2026-10-24T12:00:00Z"),
        ("America/New_York", "2026-03-07T12:00:00Z"), ("America/New_York", "2026-10-31T12:00:00Z"),
        // By half an hour, and at midnight.
        ("Australia/Lord_Howe", "2026-04-04T00:00:00Z"), ("Australia/Lord_Howe", "2026-10-03T00:00:00Z"),
        ("America/Havana", "2026-03-07T12:00:00Z"), ("America/Havana", "2026-10-31T12:00:00Z"),
        ("Asia/Kathmandu", "2026-03-28T12:00:00Z"), ("UTC", "2026-03-28T12:00:00Z"),
    ]

    /// What the wall shows: the day of the week, 0 is Monday, and the minute of the day.
    private static func wall(_ moment: Int, _ zone: TimeZone) -> (day: Int, minute: Int) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents(
            [.weekday, .hour, .minute], from: Date(timeIntervalSince1970: TimeInterval(moment)))
        return (((parts.weekday ?? 0) + 5) % 7, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }

    private static func isOpen(_ hours: WeeklyHours, day: Int, minute: Int) -> Bool {
        let yesterday = (day + 6) % 7
        if hours.end > hours.start {
            return hours.days.contains(day) && (hours.start..<hours.end).contains(minute)
        }
        return hours.days.contains(day) && minute >= hours.start
            || hours.days.contains(yesterday) && minute < hours.end
    }

    @Test("hold by the clock on the wall, whatever begins or ends outside of those hours", arguments: nights)
    func wall(zone name: String, noon: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        let start = Int(try Date(noon, strategy: .iso8601).timeIntervalSince1970)
        var numbers = SeededNumbers(seed: start)
        for _ in 0..<6 {
            // Nothing begins or ends between 23:00 and 04:00: what that means is for rows of their own.
            let (first, last) = (
                Int.random(in: 4 * 60...13 * 60, using: &numbers),
                Int.random(in: 14 * 60...23 * 60, using: &numbers)
            )
            let isOverNight = Bool.random(using: &numbers)
            let days = Set((0..<7).filter { _ in Bool.random(using: &numbers) } + [5])
            let hours = WeeklyHours(
                days: days, start: isOverNight ? last : first, end: isOverNight ? first : last)
            let opening = OpeningHours(weekly: [hours], zone: zone)
            for moment in stride(from: start, to: start + 2 * 86_400, by: 60) {
                let shown = Self.wall(moment, zone)
                let isOpen = Self.isOpen(hours, day: shown.day, minute: shown.minute)
                switch opening.opening(at: moment) {
                case .open(let span):
                    #expect(isOpen, "\(name) \(hours) \(moment)")
                    #expect((span.from ?? .max) <= moment && moment < (span.until ?? .min))
                    let end = Self.wall(span.until ?? 0, zone)
                    #expect(!Self.isOpen(hours, day: end.day, minute: end.minute), "\(span)")
                case .opens(let at):
                    #expect(!isOpen, "\(name) \(hours) \(moment)")
                    let begin = Self.wall(at, zone)
                    #expect(at > moment && begin.minute == hours.start && days.contains(begin.day))
                case .over: Issue.record("\(name) \(hours) \(moment): over")
                }
            }
        }
    }

    @Test("are those of the whole week without a break, however they are written")
    func always() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let week = Set(0...6)
        for weekly in [
            [WeeklyHours(days: week, start: 0, end: 1440)],
            [WeeklyHours(days: week, start: 0, end: 720), WeeklyHours(days: week, start: 720, end: 1440)],
            [WeeklyHours(days: week, start: 600, end: 60), WeeklyHours(days: week, start: 0, end: 660)],
        ] {
            let hours = OpeningHours(weekly: weekly, zone: zone)
            let noon = Int(try Date("2026-03-28T12:00:00Z", strategy: .iso8601).timeIntervalSince1970)
            for moment in stride(from: noon, to: noon + 2 * 86_400, by: 1800) {
                guard case .open(let span) = hours.opening(at: moment) else {
                    Issue.record("closed at \(moment)")
                    return
                }
                // Further than any token.
                #expect((span.until ?? 0) > moment + 7 * 86_400)
            }
        }
    }

    @Test(
        "say the next opening a week ahead, and join what follows upon the other",
        arguments: [
            // On Monday evening, hours of Monday morning only.
            ("2026-11-23T18:00:00Z", "opens 2026-11-30T07:00:00Z"),
            ("2026-11-23T06:59:59Z", "opens 2026-11-23T07:00:00Z"),
            ("2026-11-23T07:00:00Z", "open until 2026-11-23T09:00:00Z"),
            ("2026-11-23T08:59:59Z", "open until 2026-11-23T09:00:00Z"),
            ("2026-11-23T09:00:00Z", "opens 2026-11-30T07:00:00Z"),
        ])
    func next(now: String, expected: String) throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let hours = OpeningHours(
            weekly: [
                WeeklyHours(days: [0], start: 480, end: 540), WeeklyHours(days: [0], start: 540, end: 600),
            ],
            zone: zone)
        let moment = Int(try Date(now, strategy: .iso8601).timeIntervalSince1970)
        func text(_ moment: Int?) -> String {
            Date(timeIntervalSince1970: TimeInterval(moment ?? 0)).formatted(.iso8601)
        }
        let words =
            switch hours.opening(at: moment) {
            case .open(let span): "open until " + text(span.until)
            case .opens(let at): "opens " + text(at)
            case .over: "over"
            }
        #expect(words == expected)
    }
}
