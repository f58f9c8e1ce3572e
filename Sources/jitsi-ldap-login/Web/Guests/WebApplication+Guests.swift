internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages

/// Guests, in rooms whose rule lets them in.
extension WebApplication {
    func respond(
        toGuest name: String, to destination: Destination, _ visit: Visit, _ assembly: Assembly,
        language: String?
    ) -> Response {
        let rule = assembly.rooms.rule(for: destination.meeting)
        guard rule.guests == .yes, destination.purpose == .join else {
            // No page of ours offers it there.
            auditGuest("guest-refused", nil, into: destination.meeting, visit, rule)
            return page(.badRequest, visit, assembly, language: language)
        }
        func again(_ notice: LoginPage.Notice, retryAfter: Int = 1) -> Response {
            let shown = Self.loginPage(for: destination, assembly, notice: notice, retryAfter: retryAfter)
            return page(.login(shown), visit, assembly, language: language)
        }
        guard !name.isEmpty else { return again(.guestNameMissing) }
        if let refusal = stops(.guest, visit, assembly) {
            auditGuest(
                "guest-limited", nil, into: destination.meeting, visit, rule, isLogged: refusal.isFirst)
            return again(.tooManyGuests, retryAfter: refusal.retryAfter)
        }
        let guest = Participant.guest(named: name)
        auditGuest("guest", guest, into: destination.meeting, visit, rule)
        return admit(guest, to: destination, visit, assembly, language: language)
    }

    /// The name that a guest typed is not logged: people type a password into any field.
    private func auditGuest(
        _ outcome: String, _ guest: Participant?, into meeting: MeetingAddress, _ visit: Visit,
        _ rule: RoomRule, isLogged: Bool = true
    ) {
        counters.count(outcome: outcome)
        guard isLogged else { return }
        var pairs = Self.attempt(outcome: outcome, into: meeting, visit)
        pairs["rule"] = "\(rule.label)"
        if let guest {
            pairs["account"] = "\(guest.id)"
            pairs["role"] = "\(guest.role.rawValue)"
        }
        log.log(level: guest == nil ? .notice : .info, "login", metadata: pairs)
    }
}
