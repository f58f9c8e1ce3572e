internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login

/// One line per login attempt.
extension WebApplication {
    /// An attempt that the directory, or the rules, decided. A name that is nobody's is left out: people type their
    /// password there by mistake.
    func audit(
        _ result: LoginResult, under rule: RoomRule, into meeting: MeetingAddress, _ visit: Visit,
        event: Logger.Message = "login"
    ) {
        var pairs = Self.attempt(outcome: result.outcome.label, into: meeting, visit)
        if rule.label != RoomRule.otherwise { pairs["rule"] = "\(rule.label)" }
        if let dn = result.dn { pairs["account"] = "\(dn)" }
        if let server = result.server { pairs["server"] = "\(server)" }
        var level = Logger.Level.info
        switch result.outcome {
        case .admitted(_, let role, let notice):
            pairs["role"] = "\(role.rawValue)"
            switch notice {
            case .expiresIn: pairs["notice"] = notice.map { "\($0.label)" }
            case .graceLogins(let count): pairs["grace-logins"] = "\(count)"
            case nil: break
            }
        case .accountProblem(let problem, let detail):
            pairs["reason"] = "\(problem.label)"
            if !detail.isEmpty { pairs["detail"] = "\(detail)" }
        case .refused(let refusal):
            pairs["reason"] = "\(refusal.label)"
            if let detail = refusal.detail { pairs["detail"] = "\(detail)" }
        case .notAllowed(_, let required):
            pairs["allow"] = "\(required.map(\.normalizedName).sorted().joined(separator: " | "))"
        case .unusableAccount(let problem):
            level = .error
            pairs["cause"] = "\(problem)"
        case .directoryUnreachable(let cause):
            level = .error
            pairs["cause"] = "\(cause)"
        }
        log.log(level: level, event, metadata: pairs)
    }

    /// An attempt that found no place on the way to the directory, or had waited for one too long.
    ///
    /// A refusal that is only too many to be held comes here as well; it was counted before, and its body is gone.
    func auditOverloaded(_ request: borrowing Request, _ reading: Reading) {
        guard request.bodyCount > 0, case .login(let destination) = reading.route else { return }
        counters.countOverloaded()
        log.warning(
            "login",
            metadata: Self.attempt(outcome: "overloaded", into: destination.meeting, reading.visit))
    }

    static func attempt(outcome: String, into meeting: MeetingAddress, _ visit: Visit)
        -> Logger.Metadata
    {
        let elapsed = visit.arrival.duration(to: .now).components
        var pairs = outcomePairs(outcome, into: meeting, visit)
        pairs["ms"] = "\(elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000)"
        return pairs
    }

    /// What the lines about logins and invitations have in common.
    static func outcomePairs(
        _ outcome: String, into meeting: MeetingAddress?, _ visit: Visit
    ) -> Logger.Metadata {
        // Room for all that any of these lines has: a table that grows is made anew.
        var pairs = Logger.Metadata(minimumCapacity: 12)
        pairs["outcome"] = "\(outcome)"
        pairs["client"] = "\(visit.client)"
        if let meeting { pairs["room"] = "\(meeting.room.safe)" }
        if let tenant = meeting?.tenant { pairs["tenant"] = "\(tenant.claim)" }
        return pairs
    }
}
