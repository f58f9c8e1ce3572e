internal import JitsiToken
internal import Logging
internal import Login

extension WebApplication {
    /// One line per login attempt. A name that is nobody's is left out: people type their password there by mistake.
    func audit(_ result: LoginResult, into meeting: MeetingAddress, _ visit: Visit) {
        let elapsed = (visit.arrival.duration(to: .now)).components
        var pairs: Logger.Metadata = [
            "outcome": "\(result.outcome.label)", "client": "\(visit.client)", "room": "\(meeting.room.safe)",
            "ms": "\(elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000)",
        ]
        if let tenant = meeting.tenant { pairs["tenant"] = "\(tenant.claim)" }
        if let entry = result.entry { pairs["account"] = "\(entry)" }
        if let server = result.server { pairs["server"] = "\(server)" }
        var level = Logger.Level.info
        switch result.outcome {
        case .admitted(_, let role): pairs["role"] = "\(role.rawValue)"
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
        log.log(level: level, "login", metadata: pairs)
    }
}
