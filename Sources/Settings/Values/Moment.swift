/// A moment as the file writes it: `2026-11-23T08:00:00+01:00`, or `2026-11-23 08:00` by the clock of `zone`.
public struct Moment: Sendable, Hashable {
    /// What calendar and clock show, as if it were UTC's, in seconds since 1970.
    public let local: Int
    /// How far that clock is ahead of UTC, in seconds; nil where the text does not say.
    public let offset: Int?

    static func parse(_ text: String) throws(Invalid) -> Moment {
        guard let moment = Moment(text) else {
            throw Invalid(
                "\(quoted(text)) is not a moment: write 2026-11-23T08:00:00+01:00, or 2026-11-23 08:00 and zone:"
            )
        }
        return moment
    }

    /// RFC 3339, 5.6, whose seconds and offset may be missing, with a T or a space.
    public init?(_ text: String) {
        var rest = Substring(text)
        func number(_ digits: Int, before: Character? = nil, in range: ClosedRange<Int>) -> Int? {
            if let before {
                guard rest.first == before else { return nil }
                rest.removeFirst()
            }
            guard let number = WholeNumber.number(rest.prefix(digits)), rest.prefix(digits).count == digits,
                range.contains(number)
            else { return nil }
            rest.removeFirst(digits)
            return number
        }
        guard let year = number(4, in: 2000...2999), let month = number(2, before: "-", in: 1...12),
            let day = number(2, before: "-", in: 1...31), let date = Self.day(year, month, day),
            let separator = rest.first, "Tt ".contains(separator),
            let hour = number(2, before: separator, in: 0...23),
            let minute = number(2, before: ":", in: 0...59)
        else { return nil }
        var second = 0
        if rest.first == ":" {
            guard let written = number(2, before: ":", in: 0...59) else { return nil }
            second = written
        }
        local = date * 86_400 + hour * 3600 + minute * 60 + second
        switch rest.first {
        case nil: offset = nil
        case "Z", "z":
            offset = 0
            rest.removeFirst()
        case let sign? where sign == "+" || sign == "-":
            guard let hours = number(2, before: sign, in: 0...14),
                let minutes = number(2, before: ":", in: 0...59)
            else { return nil }
            offset = (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
        default: return nil
        }
        guard rest.isEmpty else { return nil }
    }

    /// The days from 1970-01-01 to a date of the Gregorian calendar; nil where it has no such date.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let before = year - 1
        let leaps = before / 4 - before / 100 + before / 400
        // 719,162 days from 0001-01-01 to 1970-01-01.
        return before * 365 + leaps - 719_162 + lengths[..<(month - 1)].reduce(0, +) + day - 1
    }
}
