extension EnglishTexts {
    func span(_ seconds: Int) -> String {
        switch WaitingTime(seconds) {
        case .seconds(1): "one second"
        case .seconds(let count): "\(count) seconds"
        case .minutes(1): "one minute"
        case .minutes(let count): "\(count) minutes"
        case .hours(let count): "\(count) hours"
        }
    }

    func tooManyTries(_ wait: String) -> String {
        "Too many attempts with this user name were not right. Please try again in \(wait)."
    }
    func tooManyRefusals(_ wait: String) -> String {
        "Too many attempts from your network were not right. Please try again in \(wait)."
    }
    func tooManyVisits(_ wait: String) -> Message {
        Message("Too many at once", "Very many people come from your network. Please try again in \(wait).")
    }
}
