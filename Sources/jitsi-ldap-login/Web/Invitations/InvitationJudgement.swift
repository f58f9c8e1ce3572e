internal import JitsiToken
internal import Login

/// What a link is worth here and now: by its own window, and by the rule of its room.
enum InvitationJudgement {
    /// Within that span, which is the part of its window in which the room is open.
    case open(Invitation, MeetingAddress, RoomRule, OpenSpan)
    /// From that moment on.
    case early(Invitation, MeetingAddress, from: Int)
    /// Not any more, since that moment.
    case over(Invitation, MeetingAddress, since: Int)
    /// Not any more: the room does not open again while it holds.
    case closed(Invitation, MeetingAddress)
    /// Never; why, for the log.
    case invalid(reason: String, Invitation?)

    init(_ sealed: some StringProtocol, _ assembly: Assembly, now: Int) {
        guard let links = assembly.invitations else {
            self = .invalid(reason: "off", nil)
            return
        }
        let standing = links.invitations.judge(sealed, now: now)
        guard let invitation = standing.invitation else {
            self = .invalid(reason: standing.label, nil)
            return
        }
        guard let meeting = try? links.meeting(of: invitation) else {
            self = .invalid(reason: "room", invitation)
            return
        }
        let rule = assembly.rooms.rule(for: meeting)
        switch standing {
        case .unreadable, .revoked: self = .invalid(reason: standing.label, invitation)
        case _ where rule.guests == .no: self = .invalid(reason: "guests", invitation)
        case .over: self = .over(invitation, meeting, since: invitation.until)
        case .early, .open: self = Self.withHours(invitation, meeting, rule, now: now)
        }
    }

    /// Before and inside the window the hours of the room decide, too.
    private static func withHours(
        _ invitation: Invitation, _ meeting: MeetingAddress, _ rule: RoomRule, now: Int
    ) -> InvitationJudgement {
        switch rule.opening(at: max(now, invitation.from)) {
        case .open where now < invitation.from: return .early(invitation, meeting, from: invitation.from)
        case .open(let span):
            let span = OpenSpan(
                from: max(span.from ?? invitation.from, invitation.from),
                until: min(span.until ?? invitation.until, invitation.until))
            return .open(invitation, meeting, rule, span)
        case .opens(let moment) where moment < invitation.until:
            return .early(invitation, meeting, from: moment)
        case .over(let since?) where since <= now: return .over(invitation, meeting, since: since)
        case .opens, .over: return .closed(invitation, meeting)
        }
    }

    /// One word for the log.
    var label: String {
        switch self {
        case .open: "open"
        case .early: "early"
        case .over: "over"
        case .closed: "closed"
        case .invalid(let reason, _): reason
        }
    }

    /// Where the link leads; nil where it is worth nothing.
    var meeting: MeetingAddress? {
        switch self {
        case .open(_, let meeting, _, _), .early(_, let meeting, _), .over(_, let meeting, _),
            .closed(_, let meeting):
            meeting
        case .invalid: nil
        }
    }

    /// What the link says, where that could be read.
    var invitation: Invitation? {
        switch self {
        case .open(let invitation, _, _, _), .early(let invitation, _, _), .over(let invitation, _, _),
            .closed(let invitation, _):
            invitation
        case .invalid(_, let invitation): invitation
        }
    }
}
