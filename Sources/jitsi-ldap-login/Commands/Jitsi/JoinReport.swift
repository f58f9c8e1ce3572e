internal import ArgumentParser
internal import Glibc
internal import JitsiToken
internal import Login
internal import XMPP

/// Makes a token, enters a room with it, and prints what came of it.
struct JoinReport {
    /// How long the token holds, in seconds: for this visit, and for nothing else.
    private static let lifetime = 60

    let room: String
    let tenant: String?
    let role: Login.Role
    let service: ServiceAddress
    let domain: String
    let rooms: String?
    let tokens: TokenMinter

    /// - Returns: the exit code; nil for 0.
    func show() -> ExitCode? {
        let meeting: MeetingAddress
        let token: Token
        do {
            meeting = try MeetingAddress(room: room, tenant: tenant)
            token = try tokens.token(
                for: User(id: "check", name: "jitsi-ldap-login check"), role: role, meeting: meeting,
                features: tokens.features.map { Features(of: role, $0) },
                validity: try Validity(now: TokenMinter.now, lifetime: Self.lifetime))
        } catch {
            Terminal.complain("No token was made: \(AddressProblem.forCommand(error)).")
            return Exit.data
        }
        StepLines.title("joining \(meeting.room.readable)")
        StepLines.print("ok", "a token for this room was made, as \(role.rawValue), for \(Self.lifetime) s")
        // A server that hangs up must not end the program.
        signal(SIGPIPE, SIG_IGN)
        let visitor = RoomVisitor(service: service, domain: domain, rooms: rooms ?? "conference.\(domain)")
        let node = (meeting.tenant.map { "[\($0.claim)]" } ?? "") + meeting.room.safe
        do {
            return show(try visitor.join(room: node, token: token.compact, hear: show))
        } catch {
            StepLines.print("FAILED", "\(service) \(error)")
            StepLines.advise(
                "is prosody running, with mod_bosh? Ports: ss -tlnp | grep prosody; else say --url")
            return Exit.unavailable
        }
    }

    private func show(_ answer: FocusAnswer) {
        StepLines.print("ok", "Prosody took the token (VirtualHost \(domain))")
        switch answer {
        case .ready: StepLines.print("ok", "jicofo opens the room")
        case .notReady: StepLines.print("warning", "jicofo says that the room is not ready yet")
        case .refused(let condition):
            StepLines.print("warning", "jicofo does not open the room: \(condition)")
            StepLines.advise(
                condition == "not-authorized"
                    ? "jicofo's own authentication is on: delete its block"
                    : "is jicofo running? systemctl status jicofo")
        }
    }

    private func show(_ outcome: JoinOutcome) -> ExitCode? {
        switch outcome {
        case .refused(let refusal):
            let place = refusal.stage == .login ? "Prosody refuses the token" : "the room refuses the token"
            let words = refusal.text.isEmpty ? "" : " (\(refusal.text))"
            StepLines.print("FAILED", "\(place): \(refusal.condition)\(words)")
            RefusalAdvice(refusal: refusal, isMember: role == .member).lines.forEach(StepLines.advise)
            return Exit.noPermission
        case .joined(let affiliation, let roomRole):
            let moderates = affiliation == "owner" || affiliation == "admin" || roomRole == "moderator"
            let text = "in the room: affiliation \(affiliation), role \(roomRole)"
            guard moderates == (role == .moderator) else {
                StepLines.print(
                    "FAILED",
                    text
                        + (moderates ? ", though the token says member" : ", though the token says moderator")
                )
                StepLines.advise(
                    moderates
                        ? "jicofo's auto-owner, its authentication block, or muc_wait_for_host: check --jitsi names it"
                        : "token_affiliation is not loaded in the rooms' component: check --jitsi names it")
                return Exit.configuration
            }
            StepLines.print("ok", text)
            return nil
        }
    }
}
