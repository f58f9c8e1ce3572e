/// Hours of the week as the file writes them: `mon-fri 08:00-18:00`, `sat,sun 22:00-02:00`.
public struct WeeklyHours: Sendable, Hashable {
    /// The days on which they begin: 0 is Monday, 6 is Sunday.
    public let days: Set<Int>
    /// The minute of the day at which they begin, 0 to 1439.
    public let start: Int
    /// The minute of the day at which they end, 1 to 1440; before `start` means on the next day.
    public let end: Int

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    static func parse(_ text: String) throws(Invalid) -> WeeklyHours {
        guard let hours = WeeklyHours(text) else { throw invalid(text) }
        return hours
    }

    /// What to say of a text that is neither hours nor a moment.
    static func invalid(_ text: String) -> Invalid {
        if WeeklyHours("mon-sun \(text)") != nil {
            return Invalid("\(quoted(text)) is hours without days: write mon-sun \(text)")
        }
        if days(Substring(text)) != nil {
            return Invalid(
                "\(quoted(text)) is days without hours: write \(text) 08:00-18:00; in a list, put days with commas "
                    + "between them in double quotes, \"mon,wed 08:00-18:00\"")
        }
        return Invalid(
            "\(quoted(text)) is neither a moment nor hours of the week: write 2026-11-23T08:00:00+01:00, "
                + "or mon-fri 08:00-18:00, with days \(names.joined(separator: " "))")
    }

    private init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let days = Self.days(parts[0]) else { return nil }
        let times = parts[1].split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2, let start = Self.minute(times[0]), let end = Self.minute(times[1]),
            start < 1440, start != end
        else { return nil }
        self.days = days
        self.start = start
        // Hours end at midnight as 24:00; people write 00:00, too.
        self.end = end == 0 ? 1440 : end
    }

    private static func days(_ text: Substring) -> Set<Int>? {
        var days: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
                .map { names.firstIndex(of: $0.lowercased()) }
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil
            else {
                return nil
            }
            // Over the end of the week where the second comes first: fri-mon.
            days.formUnion((0...(last - first + 7) % 7).map { (first + $0) % 7 })
        }
        return days
    }

    /// `08:00`, up to `24:00`.
    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, (1...2).contains(parts[0].count),
            let hour = WholeNumber.number(parts[0]), let minute = WholeNumber.number(parts[1]),
            minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }
}
