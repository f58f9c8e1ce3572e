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
        let room = RoomLabel(meeting)
        guard role == .moderator, assembly.rooms.rule(for: meeting).guests != .no else {
            return page(
                .mayNotInvite(account: account.name ?? account.id, room: room), visit, assembly,
                language: language)
        }
        do {
            let permit = InvitationPermit(
                account: account.dn, room: meeting.room.safe, tenant: meeting.tenant?.claim,
                now: TokenMinter.now)
            let form = inviteForm(meeting, assembly, permit: try links.invitations.seal(permit))
            return page(.inviteForm(form), visit, assembly, language: language)
        } catch {
            return fault("\(error)", destination, visit, assembly, language)
        }
    }

    /// The link, or the form again with what is wrong.
    func respond(
        toInvite form: InviteForm, _ destination: Destination, _ visit: Visit, _ assembly: Assembly
    ) -> Response {
        let meeting = destination.meeting
        let now = TokenMinter.now
        guard let links = assembly.invitations, case .invite(let room, let tenant) = destination.way,
            let account = links.invitations.account(
                permittedBy: form.permit, room: meeting.room.safe, tenant: meeting.tenant?.claim, now: now)
        else {
            let again = LoginPage(room: RoomLabel(meeting), notice: .tokenNotAccepted, purpose: .invite)
            return page(.login(again), visit, assembly, language: form.language)
        }
        let zone = assembly.rooms.rule(for: meeting).zone
        let from = form.from.flatMap { ZonedTime.moment($0, in: zone) }
        let until = form.until.flatMap { ZonedTime.moment($0, in: zone) }
        let language = form.language
        func again(_ problem: InviteFormPage.Problem?) -> Response {
            let form = inviteForm(
                meeting, assembly, permit: form.permit, typed: form, from: from, until: until,
                problem: problem)
            return page(.inviteForm(form), visit, assembly, language: language)
        }
        if form.from == nil, form.until == nil { return again(nil) }
        guard let from, let until else { return again(.times) }
        do throws(InvitationProblem) {
            let invitation = try Invitation(
                room: room, tenant: tenant, name: form.name, role: form.moderates ? .moderator : .member,
                bypassesLobby: form.passesLobby, from: from, until: until, issuedAt: now)
            let link = try links.link(for: invitation)
            audit(invitation, by: account, into: meeting, visit)
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
        _ meeting: MeetingAddress, _ assembly: Assembly, permit: String, typed: InviteForm? = nil,
        from: Int? = nil, until: Int? = nil, problem: InviteFormPage.Problem? = nil
    ) -> InviteFormPage {
        let zone = assembly.rooms.rule(for: meeting).zone
        let begin = from ?? TokenMinter.now / 60 * 60
        let window = min(Self.usualWindow, assembly.invitations?.invitations.longest ?? Self.usualWindow)
        return InviteFormPage(
            room: RoomLabel(meeting), name: typed?.name ?? "", from: ZonedTime(begin, in: zone),
            until: ZonedTime(until ?? begin + window, in: zone), moderates: typed?.moderates ?? false,
            passesLobby: typed?.passesLobby ?? false, permit: permit, problem: problem)
    }

    private func audit(
        _ invitation: Invitation, by account: String, into meeting: MeetingAddress, _ visit: Visit
    ) {
        var pairs: Logger.Metadata = [
            "invitation": "\(invitation.id)", "account": "\(account)", "client": "\(visit.client)",
            "room": "\(meeting.room.safe)", "role": "\(invitation.role.rawValue)",
            "from": "\(invitation.from)", "until": "\(invitation.until)", "outcome": "made",
        ]
        if let tenant = meeting.tenant { pairs["tenant"] = "\(tenant.claim)" }
        log.notice("invitation", metadata: pairs)
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
        case .tooLong("person", _): self = .name
        case .noRoom, .tooLong, .revokedBeforehand, .library: return nil
        }
    }
}
