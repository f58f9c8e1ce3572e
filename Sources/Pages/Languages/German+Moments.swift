extension GermanTexts {
    func moment(_ time: ZonedTime) -> String {
        let weekday = Self.weekdays[time.weekday]
        let month = Self.months[time.month - 1]
        return "\(weekday), \(time.day). \(month) \(time.year), \(time.clock) Uhr (\(time.zone))"
    }

    private static let weekdays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    private static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember",
    ]
}
