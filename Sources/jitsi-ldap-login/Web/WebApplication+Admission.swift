internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages
internal import Secrets

/// The last step: into the meeting, with a word about the password before where there is one.
extension WebApplication {
    /// The redirect for somebody who may enter; where they should know something of their password, a page that says
    /// so and has the token, to go on with.
    func admit(
        _ account: Account, _ role: Login.Role, _ notice: PasswordNotice?, into meeting: MeetingAddress,
        _ visit: Visit, _ assembly: Assembly, language: String?
    ) -> Response {
        do {
            let token = try assembly.tokens.token(for: account, role: role, meeting: meeting)
            guard let notice else { return enter(meeting, with: token, visit, assembly, language) }
            let shown = PasswordNoticePage(
                .init(notice), room: RoomLabel(meeting), token: token.compact)
            return page(.passwordNotice(shown), visit, assembly, language: language)
        } catch {
            return fault("\(error)", visit, assembly, language)
        }
    }

    /// The redirect for a token that comes back from that page. It was judged when it was made; what is asked here is
    /// only whether it is ours and still good, so that somebody who took their time gets the login rather than a
    /// meeting that shuts them out.
    func respond(
        toReturned compact: SecretBytes, into meeting: MeetingAddress, _ visit: Visit, _ assembly: Assembly,
        language: String?
    ) -> Response {
        do {
            if let token = try assembly.tokens.token(comingBack: compact) {
                return enter(meeting, with: token, visit, assembly, language)
            }
        } catch {
            return fault("\(error)", visit, assembly, language)
        }
        log.info(
            "token not accepted",
            metadata: ["client": "\(visit.client)", "room": "\(meeting.room.safe)"])
        return page(
            .login(LoginPage(room: RoomLabel(meeting), notice: .tokenNotAccepted)), visit, assembly,
            language: language)
    }

    private func enter(
        _ meeting: MeetingAddress, with token: Token, _ visit: Visit, _ assembly: Assembly,
        _ language: String?
    ) -> Response {
        Response.redirect(to: meeting, at: assembly.meet, with: token)
            ?? fault("the meeting's address is not fit for a redirect", visit, assembly, language)
    }
}

extension PasswordNoticePage.Notice {
    init(_ notice: PasswordNotice) {
        switch notice {
        case .expiresIn(let seconds): self = .expires(days: PasswordNotice.wholeDays(in: seconds))
        case .graceLogins(let count): self = .graceLogins(count)
        }
    }
}
