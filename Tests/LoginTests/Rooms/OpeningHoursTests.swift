import Foundation
import Login
import Testing

@Suite("The hours of a room")
struct OpeningHoursTests {
    private static let berlin = TimeZone(identifier: "Europe/Berlin")!
    private static let workdays = WeeklyHours(days: [0, 1, 2, 3, 4], start: 8 * 60, end: 18 * 60)

    private static func moment(_ text: String) throws -> Int {
        Int(try Date(text, strategy: .iso8601).timeIntervalSince1970)
    }

    private static func words(_ opening: Opening) -> String {
        func text(_ moment: Int?) -> String {
            moment.map { Date(timeIntervalSince1970: TimeInterval($0)).formatted(.iso8601) } ?? "-"
        }
        return switch opening {
        case .open(let span): "open \(text(span.from)) \(text(span.until))"
        case .opens(let moment): "opens \(text(moment))"
        case .over(let moment): "over \(text(moment))"
        }
    }

    @Test(
        "may be between two moments, of which the first is within and the second is not",
        arguments: [
            ("2026-11-23T06:59:59Z", "opens 2026-11-23T07:00:00Z"),
            ("2026-11-23T07:00:00Z", "open 2026-11-23T07:00:00Z 2026-11-23T09:00:00Z"),
            ("2026-11-23T08:59:59Z", "open 2026-11-23T07:00:00Z 2026-11-23T09:00:00Z"),
            ("2026-11-23T09:00:00Z", "over 2026-11-23T09:00:00Z"),
        ])
    func once(now: String, expected: String) throws {
        let hours = OpeningHours(
            opens: try Self.moment("2026-11-23T07:00:00Z"), closes: try Self.moment("2026-11-23T09:00:00Z"),
            zone: Self.berlin)
        #expect(Self.words(hours.opening(at: try Self.moment(now))) == expected)
    }

    // 2026-10-25 is the Sunday on which the clocks of Berlin are set back, 2026-03-29 that on which they are set forward.
    @Test(
        "may return every week, by the clock of their zone in summer and in winter",
        arguments: [
            ("2026-10-23T06:30:00Z", "open 2026-10-23T06:00:00Z 2026-10-23T16:00:00Z"),
            ("2026-10-23T16:00:00Z", "opens 2026-10-26T07:00:00Z"),
            ("2026-10-26T06:30:00Z", "opens 2026-10-26T07:00:00Z"),
            ("2026-10-26T07:00:00Z", "open 2026-10-26T07:00:00Z 2026-10-26T17:00:00Z"),
            ("2026-03-27T17:00:00Z", "opens 2026-03-30T06:00:00Z"),
            ("2026-11-21T23:30:00Z", "opens 2026-11-23T07:00:00Z"),
        ])
    func weekly(now: String, expected: String) throws {
        let hours = OpeningHours(weekly: [Self.workdays], zone: Self.berlin)
        #expect(Self.words(hours.opening(at: try Self.moment(now))) == expected)
    }

    @Test(
        "may go beyond midnight, follow upon each other, and meet the night in which the clocks are changed",
        arguments: [
            // Saturday 22:00 to Sunday 02:30; that time comes twice, and the later one ends it.
            ([5], 22 * 60, 150, "2026-10-25T01:00:00Z", "open 2026-10-24T20:00:00Z 2026-10-25T01:30:00Z"),
            // On 2026-03-29 02:30 does not come at all: it is when 02:00 becomes 03:00.
            ([6], 150, 240, "2026-03-28T12:00:00Z", "opens 2026-03-29T01:00:00Z"),
            ([6], 150, 240, "2026-03-29T01:30:00Z", "open 2026-03-29T01:00:00Z 2026-03-29T02:00:00Z"),
            // 02:00 to 02:50 does not come either, neither in that night nor from the week before on.
            ([6], 120, 170, "2026-03-28T12:00:00Z", "opens 2026-04-05T00:00:00Z"),
            ([6], 120, 170, "2026-03-22T12:00:00Z", "opens 2026-04-05T00:00:00Z"),
            ([6], 120, 170, "2026-03-29T01:00:00Z", "opens 2026-04-05T00:00:00Z"),
            // From 02:30, which comes twice: the first one begins it.
            ([6], 150, 240, "2026-10-25T00:40:00Z", "open 2026-10-25T00:30:00Z 2026-10-25T03:00:00Z"),
            // Friday to Sunday without a break.
            ([4, 5, 6], 0, 1440, "2026-11-21T12:00:00Z", "open 2026-11-20T23:00:00Z 2026-11-22T23:00:00Z"),
        ] as [(Set<Int>, Int, Int, String, String)])
    func nights(days: Set<Int>, start: Int, end: Int, now: String, expected: String) throws {
        let hours = OpeningHours(
            weekly: [WeeklyHours(days: days, start: start, end: end)], zone: Self.berlin)
        let opening = hours.opening(at: try Self.moment(now))
        if days.count == 3, case .open(let span) = opening {
            // What is over need not be told from what is not: only the end counts.
            #expect(Self.words(opening).hasSuffix(" 2026-11-22T23:00:00Z") && span.from != nil)
        } else {
            #expect(Self.words(opening) == expected)
        }
    }

    @Test("may return every week and end for good; then no later hour is promised")
    func ending() throws {
        let hours = OpeningHours(
            closes: try Self.moment("2026-11-23T08:00:00Z"), weekly: [Self.workdays], zone: Self.berlin)
        for (now, expected) in [
            ("2026-11-23T07:30:00Z", "open 2026-11-23T07:00:00Z 2026-11-23T08:00:00Z"),
            ("2026-11-23T08:30:00Z", "over 2026-11-23T08:00:00Z"),
        ] {
            #expect(Self.words(hours.opening(at: try Self.moment(now))) == expected)
        }
        let before = OpeningHours(
            closes: try Self.moment("2026-11-23T06:00:00Z"), weekly: [Self.workdays], zone: Self.berlin)
        #expect(Self.words(before.opening(at: try Self.moment("2026-11-22T06:00:00Z"))) == "over -")
    }
}
