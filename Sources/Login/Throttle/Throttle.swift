/// Slows guessers down: counts refused logins by address, by name and by account, and visits without a password by address.
///
/// A login passes three counts in this order:
///
/// 1. The client's address: refused logins only, so that a school behind one address gets in.
/// 2. The name as typed, whether or not it is somebody's: who is stopped here learns nothing of that.
/// 3. The account, once the directory has found it and before its password is tried. Stopped here, a stranger gets the answer
///    to a wrong password. However a name is written, it is one account.
///
/// The third is counted as the directory counts for its own lockout, and stays below that. A browser that has signed in to
/// the account before passes the first two, and has tries at the third that are kept for it: so who attacks an account shuts
/// out strangers, not its owner.
public final class Throttle: Sendable {
    let keys = ThrottleKeys()
    let names: TryCounts
    let accounts: TryCounts
    let addresses: Buckets

    /// - Parameters:
    ///   - remembered: how many addresses, how many names and how many accounts; each takes 24 bytes, and 32 of them are
    ///     made at once.
    ///   - start: no moment that it hears of lies before.
    public init(remembered: Int, start: ContinuousClock.Instant = .now) {
        names = TryCounts(places: remembered, start: start)
        accounts = TryCounts(places: remembered, start: start)
        addresses = Buckets(places: remembered, start: start)
    }

    /// The most bytes that it can take, but for the allocator's own.
    public var mostBytes: Int { names.mostBytes + accounts.mostBytes + addresses.mostBytes }

    /// Begins a login, or says why not.
    ///
    /// - Parameters:
    ///   - name: as typed.
    ///   - address: nil where it is not known, or stands for everybody.
    ///   - devices: what the browser has brought of earlier logins.
    ///   - deadline: until when the login may wait for others by the same name that are under way; nil: not at all.
    public func begin(
        _ name: String, from address: ClientAddress?, devices: DeviceMarks = DeviceMarks(),
        _ limits: ThrottleLimits, now: ContinuousClock.Instant = .now,
        until deadline: ContinuousClock.Instant? = nil
    ) -> Result<LoginAttempt, ThrottleStop> {
        let folded = FoldedName(name)
        let addressKey = address.map { keys.key(.address, $0.place) }
        var nameKey: ThrottleKey?
        var reserved: LoginAttempt.Try?
        if limits.triesOfDevices > 0, let account = devices.account(by: folded) {
            // Before the directory is asked: a cookie is no way to make it search for ever.
            let limit = limits.tries(isKnown: true)
            let key = keys.key(.account, account)
            if let refusal = ThrottleRefusal(
                .account, accounts.reserve(key, limit, now: now, until: deadline))
            {
                return .failure(ThrottleStop(refusal))
            }
            reserved = LoginAttempt.Try(key: key, limit: limit)
        } else {
            if let addressKey,
                let refusal = ThrottleRefusal(
                    .address, addresses.look(addressKey, limits.address.bucket, now: now))
            {
                return .failure(ThrottleStop(refusal))
            }
            let key = keys.key(.name, folded.bytes)
            if let refusal = ThrottleRefusal(
                .name, names.reserve(key, limits.tries(isKnown: false), now: now, until: deadline))
            {
                return .failure(ThrottleStop(refusal))
            }
            nameKey = key
        }
        return .success(
            LoginAttempt(
                self, name: nameKey, address: addressKey, devices: devices, reserved: reserved, limits))
    }
}
