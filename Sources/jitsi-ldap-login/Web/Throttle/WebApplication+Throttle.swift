internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages
internal import Synchronization

/// Logins that have to wait.
extension WebApplication {
    /// How long a login waits at most for others by the same name that are under way, since it came.
    private static let turn = Duration.seconds(3)

    /// Begins a login, or says why not; nil where nobody is slowed.
    func begin(
        _ name: String, _ visit: Visit, _ assembly: Assembly
    ) -> Result<LoginAttempt, ThrottleStop>? {
        guard let limits = assembly.throttle.limits else { return nil }
        var address: ClientAddress?
        switch visit.origin(proxies: assembly.throttle.proxies) {
        case .visitor(let visitor): address = visitor
        case .proxy: break
        case .machine: warnOfProxy(visit)
        }
        return throttle.begin(
            name, from: address, devices: devices(of: visit, assembly), limits,
            until: visit.arrival + Self.turn)
    }

    /// The form again, with the time to wait; nothing was asked of the directory.
    ///
    /// By a name's count it goes out when a refusal would: it may have waited for tries of that name, whose time tells whether
    /// there was a password to try.
    func tooMany(
        _ refusal: ThrottleRefusal, userName: String, at destination: Destination, _ visit: Visit,
        _ assembly: Assembly, language: String?
    ) -> Response {
        let notice: LoginPage.Notice = refusal.reason == .address ? .tooManyRefusals : .tooManyTries
        let shown = Self.loginPage(
            for: destination, assembly, userName: userName, notice: notice, retryAfter: refusal.retryAfter)
        return page(
            .login(shown), visit, assembly, language: language,
            notBefore: refusal.reason == .name
                ? RefusalClock.moment(arrival: visit.arrival, now: .now) : nil)
    }

    /// Counts a login that was stopped before the directory heard of it. One line in the log for each time that a count is
    /// full; a guesser shall not fill it.
    func audit(stopped refusal: ThrottleRefusal, into meeting: MeetingAddress, _ visit: Visit) {
        counters.count(outcome: "throttled")
        counters.count(throttled: refusal)
        guard refusal.isFirst else { return }
        var pairs = Self.attempt(outcome: "throttled", into: meeting, visit)
        pairs["reason"] = "\(refusal.reason.label)"
        pairs["retry-after"] = "\(refusal.retryAfter)"
        log.notice("login", metadata: pairs)
    }

    /// What the browser is known by.
    private func devices(of visit: Visit, _ assembly: Assembly) -> DeviceMarks {
        guard let seals = assembly.throttle.devices, let cookie = visit.deviceCookie else {
            return DeviceMarks()
        }
        return seals.open(cookie, at: TokenMinter.now)
    }

    /// The answer to somebody who has signed in with the password: their browser is known from now on.
    func remembering(
        _ attempt: LoginAttempt?, _ fields: LoginForm.Fields, _ answer: Response, _ visit: Visit,
        _ assembly: Assembly
    ) -> Response {
        guard let seals = assembly.throttle.devices, let account = attempt?.account, answer.status < 400
        else { return answer }
        do {
            let now = TokenMinter.now
            let devices = devices(of: visit, assembly).adding(
                account: account, name: fields.userName, at: now)
            return answer.adding(DeviceCookie.setting(try seals.seal(devices), age: seals.lifetime))
        } catch {
            log.error("a browser is not remembered", metadata: ["cause": "\(error)"])
            return answer
        }
    }

    private func warnOfProxy(_ visit: Visit) {
        guard !hasWarnedOfProxy.exchange(true, ordering: .relaxed) else { return }
        log.warning(
            """
            a login came from this machine itself: throttle.address does not count such logins. If visitors come so, something \
            stands before nginx: tell nginx by set_real_ip_from and real_ip_header whom to believe (nginx/README.md)
            """, metadata: ["client": "\(visit.client)"])
    }
}
