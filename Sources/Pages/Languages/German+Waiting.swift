extension GermanTexts {
    func span(_ seconds: Int) -> String {
        switch WaitingTime(seconds) {
        case .seconds(1): "einer Sekunde"
        case .seconds(let count): "\(count) Sekunden"
        case .minutes(1): "einer Minute"
        case .minutes(let count): "\(count) Minuten"
        case .hours(let count): "\(count) Stunden"
        }
    }

    func tooManyTries(_ wait: String) -> String {
        "Zu viele Versuche mit diesem Benutzernamen waren nicht richtig. Bitte versuchen Sie es in \(wait) wieder."
    }
    func tooManyRefusals(_ wait: String) -> String {
        "Zu viele Versuche aus Ihrem Netz waren nicht richtig. Bitte versuchen Sie es in \(wait) wieder."
    }
    func tooManyVisits(_ wait: String) -> Message {
        Message(
            "Zu viele auf einmal",
            "Aus Ihrem Netz kommen sehr viele. Bitte versuchen Sie es in \(wait) wieder.")
    }
}
