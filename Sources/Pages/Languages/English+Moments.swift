extension EnglishTexts {
    func moment(_ time: ZonedTime) -> String {
        let weekday = Self.weekdays[time.weekday]
        let month = Self.months[time.month - 1]
        return "\(weekday), \(time.day) \(month) \(time.year), \(time.clock) (\(time.zone))"
    }

    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
