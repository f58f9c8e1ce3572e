import Testing

@testable import Login

/// Logins at a throttle, at times that the test says.
struct ThrottledLogin {
    /// How a login ended.
    enum End: Equatable {
        /// The directory was asked, and said no.
        case refused
        /// The directory was asked, and said yes.
        case admitted
        /// The account's password was not tried; the visitor gets the uniform answer.
        case untried
        /// The visitor is told to wait.
        case wait(ThrottleRefusal.Reason)
    }

    let throttle: Throttle
    let start: ContinuousClock.Instant
    var limits = ThrottleLimits()

    init(remembered: Int = 10_000) {
        start = .now
        throttle = Throttle(remembered: remembered, start: start)
    }

    /// One login, from beginning to end.
    ///
    /// - Parameters:
    ///   - account: whose name it is; nil: nobody's.
    ///   - seconds: after the start.
    func login(
        _ name: String, of account: String?, isRight: Bool = false, from address: String? = nil,
        devices: DeviceMarks = DeviceMarks(), at seconds: Double = 0
    ) -> End {
        let now = start + .seconds(seconds)
        switch throttle.begin(
            name, from: address.flatMap(ClientAddress.init), devices: devices, limits, now: now)
        {
        case .failure(let stop): return .wait(stop.refusal.reason)
        case .success(let attempt):
            if let account, !attempt.mayTry(account, now: now) {
                attempt.end(.refused(.throttled), now: now)
                return attempt.isKnown ? .wait(.account) : .untried
            }
            guard account != nil, isRight else {
                attempt.end(.refused(.wrongPassword(diagnostic: "")), now: now)
                return .refused
            }
            attempt.end(.admitted(.alice(in: []), .member, notice: nil), now: now)
            return .admitted
        }
    }

    /// How long the next login by that name has to wait, in seconds; nil where it has not.
    func wait(_ name: String, from address: String? = nil, at seconds: Double = 0) -> ThrottleRefusal? {
        let begun = throttle.begin(
            name, from: address.flatMap(ClientAddress.init), limits, now: start + .seconds(seconds))
        guard case .failure(let stop) = begun else { return nil }
        return stop.refusal
    }
}

extension DeviceMarks {
    /// Of a browser in which `account` has signed in by `name`.
    static func known(_ account: String, as name: String) -> DeviceMarks {
        DeviceMarks().adding(account: account, name: name, at: 1_000_000)
    }
}
