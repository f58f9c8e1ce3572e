/// A time to wait, rounded up to what people count in.
enum WaitingTime: Equatable {
    /// Up to 59.
    case seconds(Int)
    /// Up to 90.
    case minutes(Int)
    /// At least 2.
    case hours(Int)

    /// - Parameter seconds: below 1 is 1.
    init(_ seconds: Int) {
        let seconds = max(seconds, 1)
        let minutes = (seconds + 59) / 60
        self =
            switch seconds {
            case ..<60: .seconds(seconds)
            case ...5400: .minutes(minutes)
            default: .hours((seconds + 3599) / 3600)
            }
    }
}
