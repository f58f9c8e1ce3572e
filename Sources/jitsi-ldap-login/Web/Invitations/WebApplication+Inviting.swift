internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages

/// Invitations made on the web, by somebody who has just signed in as a moderator of the room.
extension WebApplication {
    /// How long an invitation holds that the form proposes, in seconds.
    private static let usualWindow = 86_400

    /// The form, after the login.
    func offerInvitation(
        to participant: Participant, _ destination: Destination, _ visit: Visit, _ assembly: Assembly,
        language: String?
    ) -> Response {
        guard let links = assembly.invitations, case .account(let account, let role) = participant else {
            return page(.notFound, visit, assembly, language: language)
        }
        let meeting = destination.meeting
        let rule = assembly.rooms.rule(for: meeting)
        if let reason = MayNotInvite(role, under: rule) {
            return refuse(
                reason, account: account.dn, named: account.shownName, at: meeting, visit, assembly, language)
        }
        do {
            let permit = InvitationPermit(
                account: account.dn, name: account.shownName, room: meeting.room.safe,
                tenant: meeting.tenant?.claim, now: TokenMinter.now)
            let form = inviteForm(
                meeting, assembly, account: permit.name, permit: try links.invitations.seal(permit))
            return page(.inviteForm(form), visit, assembly, language: language)
        } catch {
            return fault("\(error)", destination, visit, assembly, language)
        }
    }

    /// The link, or the form again with what is wrong.
    func respond(
        toInvite form: InviteForm, _ refusal: FormRefusal?, _ destination: Destination, _ visit: Visit,
        _ assembly: Assembly
    ) -> Response {
        let meeting = destination.meeting
        let now = TokenMinter.now
        if let refusal { note(refusal, visit) }
        guard let links = assembly.invitations, case .invite(let room, let tenant) = destination.way,
            let permit = links.invitations.permit(
                form.permit, room: meeting.room.safe, tenant: meeting.tenant?.claim, now: now)
        else {
            audit("permit", nil, by: nil, into: meeting, visit)
            let again = Self.loginPage(for: destination, assembly, notice: .tokenNotAccepted)
            return page(.login(again), visit, assembly, language: form.language)
        }
        let language = form.language
        let rule = assembly.rooms.rule(for: meeting)
        // The rules may be others than when the form was shown.
        if let reason = MayNotInvite(.moderator, under: rule) {
            return refuse(
                reason, account: permit.account, named: permit.name, at: meeting, visit, assembly, language)
        }
        let zone = rule.zone
        let from = form.from.flatMap { ZonedTime.moment($0, in: zone, .first) }
        let until = form.until.flatMap { ZonedTime.moment($0, in: zone, .last) }
        func again(_ problem: InviteFormPage.Problem?) -> Response {
            let form = inviteForm(
                meeting, assembly, account: permit.name, permit: form.permit, typed: form, from: from,
                until: until, problem: problem, refusal: refusal)
            return page(.inviteForm(form), visit, assembly, language: language)
        }
        if refusal != nil || form.from == nil && form.until == nil { return again(nil) }
        guard let from, let until else { return again(.times) }
        do throws(InvitationProblem) {
            let invitation = try Invitation(
                room: room, tenant: tenant, name: form.name, role: form.moderates ? .moderator : .member,
                passesLobby: form.passesLobby, from: from, until: until, issuedAt: now)
            let link = try links.link(for: invitation, under: rule)
            audit("made", invitation, by: permit.account, into: meeting, visit)
            let made = InvitationMadePage(
                room: RoomLabel(meeting), link: link, from: ZonedTime(from, in: zone),
                until: ZonedTime(until, in: zone), permit: form.permit)
            return page(.invitationMade(made), visit, assembly, language: form.language)
        } catch {
            guard let problem = InviteFormPage.Problem(error) else {
                return fault("\(error)", destination, visit, assembly, form.language)
            }
            return again(problem)
        }
    }

    private func inviteForm(
        _ meeting: MeetingAddress, _ assembly: Assembly, account: String, permit: String,
        typed: InviteForm? = nil, from: Int? = nil, until: Int? = nil,
        problem: InviteFormPage.Problem? = nil, refusal: FormRefusal? = nil
    ) -> InviteFormPage {
        let rule = assembly.rooms.rule(for: meeting)
        let zone = rule.zone
        let begin = from ?? Self.usualBegin(under: rule, now: TokenMinter.now)
        let window = min(Self.usualWindow, assembly.invitations?.invitations.longest ?? Self.usualWindow)
        return InviteFormPage(
            room: RoomLabel(meeting), name: typed?.name ?? "", from: ZonedTime(begin, in: zone),
            until: ZonedTime(until ?? begin + window, in: zone), moderates: typed?.moderates ?? false,
            passesLobby: typed?.passesLobby ?? false, account: account, permit: permit,
            problem: problem, refusal: refusal)
    }

    /// The minute that has begun; where the room is closed, when it opens.
    private static func usualBegin(under rule: RoomRule, now: Int) -> Int {
        if case .opens(let moment) = rule.opening(at: now) { return moment }
        return now / 60 * 60
    }

    /// The page that says why this account makes no invitation to the room.
    private func refuse(
        _ reason: MayNotInvite, account: String, named name: String, at meeting: MeetingAddress,
        _ visit: Visit, _ assembly: Assembly, _ language: String?
    ) -> Response {
        audit("may-not-invite", nil, by: account, into: meeting, visit)
        return page(
            .mayNotInvite(account: name, room: RoomLabel(meeting), reason), visit, assembly,
            language: language)
    }

    /// - Parameters:
    ///   - invitation: nil where none was made.
    ///   - account: nil where it is not known.
    private func audit(
        _ outcome: String, _ invitation: Invitation?, by account: String?, into meeting: MeetingAddress,
        _ visit: Visit
    ) {
        counters.count(invitation: outcome)
        var pairs = Self.outcomePairs(outcome, into: meeting, visit)
        if let account { pairs["account"] = "\(account)" }
        if let invitation {
            pairs["invitation"] = "\(invitation.id)"
            pairs["role"] = "\(invitation.role.rawValue)"
            pairs["from"] = "\(invitation.from)"
            pairs["until"] = "\(invitation.until)"
        }
        log.log(level: invitation == nil ? .info : .notice, "invitation", metadata: pairs)
    }
}

extension MayNotInvite {
    /// Why somebody of that role invites nobody to rooms of the rule; nil where they may.
    init?(_ role: Login.Role, under rule: RoomRule) {
        if rule.guests == .no {
            self = .nobodyWithoutAccount
        } else if rule.access.moderators == .firstToArrive {
            self = .moderatorsUnknown
        } else if role != .moderator {
            self = .notModerator
        } else {
            return nil
        }
    }
}

extension InviteFormPage.Problem {
    /// nil for what the visitor cannot help.
    init?(_ problem: InvitationProblem) {
        switch problem {
        case .unusableTimes: self = .times
        case .endsBeforeItBegins, .over: self = .window
        case .longerThan(let seconds): self = .tooLong(hours: seconds / 3600)
        case .laterThan: self = .tooFar
        case .roomClosed: self = .roomClosed
        case .tooLong("person", _): self = .name
        case .noRoom, .tooLong, .revokedBeforehand, .moderatorsUnknown, .library: return nil
        }
    }
}
