/// A login that has begun: what was reserved for it, until it is known how it ended.
///
/// It belongs to one request, and to one thread.
public final class LoginAttempt {
    /// A try that is reserved of an account's.
    struct Try {
        let key: ThrottleKey
        let limit: TryCounts.Limit
        /// Whether the directory has found that account, so that its password is tried.
        var isTaken = false
    }

    /// How long it may wait, between search and bind, for other tries of the account that are under way: not long, as a
    /// connection to the directory waits with it.
    private static let turn = Duration.milliseconds(200)

    private let throttle: Throttle
    private let limits: ThrottleLimits
    /// nil for a browser that is known by the name.
    private let name: ThrottleKey?
    private let address: ThrottleKey?
    private let devices: DeviceMarks
    private var tries: [Try]
    private var isOver = false

    /// The account whose password was to be tried first, as the directory counts it.
    public private(set) var account: String?

    /// Why its password was not tried, where it was not. A stranger is not to be told.
    public private(set) var refusal: ThrottleRefusal?

    /// Whether the browser has signed in to the account before, so that it may be told.
    public private(set) var isKnown = false

    init(
        _ throttle: Throttle, name: ThrottleKey?, address: ThrottleKey?, devices: DeviceMarks,
        reserved: Try?, _ limits: ThrottleLimits
    ) {
        self.throttle = throttle
        self.name = name
        self.address = address
        self.devices = devices
        self.limits = limits
        tries = reserved.map { [$0] } ?? []
    }

    deinit { if !isOver { settle(.undecided, .now) } }

    /// Whether the account's password may be tried; reserves the try. An account that was asked for already, on another server,
    /// has its try.
    ///
    /// - Parameter account: `Account.key`, or what else the directory counts by.
    public func mayTry(_ account: String, now: ContinuousClock.Instant = .now) -> Bool {
        let mark = DeviceMarks.digest(ofAccount: account)
        let key = throttle.keys.key(.account, mark)
        let isKnown = limits.triesOfDevices > 0 && devices.fit(account: mark)
        if self.account == nil {
            self.account = account
            self.isKnown = isKnown
        }
        if let index = tries.firstIndex(where: { $0.key == key }) {
            tries[index].isTaken = true
            return true
        }
        let limit = limits.tries(isKnown: isKnown)
        refusal = ThrottleRefusal(
            .account, throttle.accounts.reserve(key, limit, now: now, until: .now + Self.turn))
        guard refusal == nil else { return false }
        tries.append(Try(key: key, limit: limit, isTaken: true))
        return true
    }

    /// Counts how it ended, once.
    public func end(_ outcome: LoginOutcome, now: ContinuousClock.Instant = .now) {
        guard !isOver else { return }
        isOver = true
        switch outcome {
        case .admitted, .notAllowed, .unusableAccount: settle(.succeeded, now)
        case .refused:
            if let address { throttle.addresses.add(address, limits.address.bucket, now: now) }
            settle(.refused, now)
        // The password was right, but directories do not take that for a success.
        case .accountProblem, .directoryUnreachable: settle(.undecided, now)
        }
    }

    private func settle(_ end: TryCounts.End, _ now: ContinuousClock.Instant) {
        if let name { throttle.names.settle(name, end, limits.tries(isKnown: false), now: now) }
        for one in tries {
            throttle.accounts.settle(one.key, one.isTaken ? end : .undecided, one.limit, now: now)
        }
    }
}
