internal import Foundation

/// A zone of the time zone database: `Europe/Berlin`, `UTC`.
enum ZoneName {
    static func parse(_ text: String) throws(Invalid) -> String {
        // Abbreviations such as CET or EST are no places: some never change their clocks.
        guard text == "UTC" || text.contains("/"), TimeZone(identifier: text) != nil else {
            throw Invalid("\(quoted(text)) is not a time zone: write one such as Europe/Berlin, or UTC")
        }
        return text
    }
}
