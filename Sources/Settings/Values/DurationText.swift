/// Durations as the file writes them: `90s`, `5m`, `1h`.
enum DurationText {
    /// Seconds, minutes or hours within a range of seconds; a bare `0` where `zero` allows it.
    static func parser(_ range: ClosedRange<Int>, zero: Bool = false) -> Parse<Duration> {
        { (text: String) throws(Invalid) in
            if zero, text == "0" { return .zero }
            let bounds = "\(zero ? "0, or " : "")\(written(range.lowerBound)) to \(written(range.upperBound))"
            guard let seconds = seconds(text) else {
                throw Invalid("\(quoted(text)) is not a whole number with s, m or h: write \(bounds)")
            }
            guard range.contains(seconds) || (zero && seconds == 0) else {
                throw Invalid("\(quoted(text)) is out of range: write \(bounds)")
            }
            return .seconds(seconds)
        }
    }

    private static func seconds(_ text: String) -> Int? {
        guard let unit = text.last, let factor = ["s": 1, "m": 60, "h": 3600][unit] else { return nil }
        guard text.utf8.count <= 9 else { return nil }
        return WholeNumber.number(text.dropLast()).map { $0 * factor }
    }

    /// In the largest unit that leaves no rest.
    private static func written(_ seconds: Int) -> String {
        if seconds % 3600 == 0 { return "\(seconds / 3600)h" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
