internal import Foundation

/// Moments as the file writes them: RFC 3339, with the offset from UTC.
enum MomentText {
    /// In seconds since 1970.
    static func parse(_ text: String) throws(Invalid) -> Int {
        guard text.utf8.count <= 40, let date = try? Date(text, strategy: .iso8601),
            let seconds = Int(exactly: date.timeIntervalSince1970.rounded(.down)), seconds >= 0
        else {
            throw Invalid(
                "\(quoted(text)) is not a moment: write it with its offset from UTC, 2026-11-21T10:00:00+01:00"
            )
        }
        return seconds
    }
}
