internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages

/// The link of an invitation. To look at it makes and uses up nothing: mail programs and chats do, for a preview. A token is
/// made when the form is sent.
extension WebApplication {
    /// What the link is worth.
    func respond(toInvited sealed: Substring, _ visit: Visit, _ assembly: Assembly, language: String? = nil)
        -> Response
    {
        if let refusal = stops(.invitationOpen, visit, assembly) {
            return tooMany(refusal, visit, assembly, language: language)
        }
        return show(InvitationJudgement(sealed, assembly, now: TokenMinter.now), visit, assembly, language)
    }

    /// The page, and a line in the log where the link does not lead into the room.
    private func show(
        _ judgement: InvitationJudgement, typed: String = "", problem: InvitationPage.Problem? = nil,
        _ visit: Visit, _ assembly: Assembly, _ language: String?
    ) -> Response {
        if case .open = judgement {} else { audit(judgement, outcome: judgement.label, visit) }
        let shown = InvitationPage(judgement, typed: typed, problem: problem, assembly)
        return page(.invitation(shown), visit, assembly, language: language)
    }

    /// Into the meeting, where the link still holds.
    func respond(
        toJoin form: JoinForm, _ refusal: FormRefusal?, by sealed: Substring, _ visit: Visit,
        _ assembly: Assembly
    ) -> Response {
        guard case .join(let typed, let language) = form else {
            guard case .formAgain(let tag) = form else { return page(.badRequest, visit, assembly) }
            return respond(toInvited: sealed, visit, assembly, language: tag)
        }
        if let refusal = stops(.invitationOpen, visit, assembly) {
            return tooMany(refusal, visit, assembly, language: language)
        }
        let judgement = InvitationJudgement(sealed, assembly, now: TokenMinter.now)
        if let refusal {
            note(refusal, visit)
            return show(judgement, typed: typed, problem: .form(refusal), visit, assembly, language)
        }
        guard case .open(let invitation, let meeting, let rule, let span) = judgement else {
            return show(judgement, visit, assembly, language)
        }
        let name = invitation.name ?? typed
        guard !name.isEmpty else { return show(judgement, problem: .nameMissing, visit, assembly, language) }
        if let refusal = stops(.invitationJoin, visit, assembly) {
            return tooMany(refusal, visit, assembly, language: language)
        }
        let destination = Destination(meeting)
        do {
            let token = try assembly.tokens.token(
                for: .invited(by: invitation, named: name, under: rule.access), under: rule,
                meeting: meeting, within: span)
            audit(judgement, outcome: "joined", visit)
            return enter(destination, with: token, visit, assembly, language)
        } catch {
            return fault("\(error)", destination, visit, assembly, language)
        }
    }

    /// By the invitation's id. Neither the link, which lets people in, nor the name that somebody typed.
    private func audit(_ judgement: InvitationJudgement, outcome: String, _ visit: Visit) {
        counters.count(invitation: outcome)
        var pairs = Self.outcomePairs(outcome, into: judgement.meeting, visit)
        if let invitation = judgement.invitation {
            pairs["invitation"] = "\(invitation.id)"
            pairs["role"] = "\(invitation.role.rawValue)"
        }
        log.info("invitation", metadata: pairs)
    }
}

extension InvitationPage {
    init(
        _ judgement: InvitationJudgement, typed: String, problem: Problem?, _ assembly: Assembly
    ) {
        func time(_ moment: Int, _ meeting: MeetingAddress) -> ZonedTime {
            ZonedTime(moment, in: assembly.rooms.rule(for: meeting).zone)
        }
        switch judgement {
        case .open(let invitation, let meeting, _, let span):
            self.init(
                .open(name: invitation.name, until: time(span.until ?? invitation.until, meeting)),
                room: RoomLabel(meeting), typedName: typed, problem: problem)
        case .early(_, let meeting, let from):
            self.init(.early(time(from, meeting)), room: RoomLabel(meeting))
        case .over(_, let meeting, let since):
            self.init(.over(time(since, meeting)), room: RoomLabel(meeting))
        case .closed(_, let meeting): self.init(.over(nil), room: RoomLabel(meeting))
        case .invalid: self.init(.invalid, room: nil)
        }
    }
}
