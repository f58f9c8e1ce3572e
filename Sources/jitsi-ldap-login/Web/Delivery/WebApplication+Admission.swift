internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages
internal import Secrets

/// The last step: into the meeting, with a word about the password before where there is one.
extension WebApplication {
    /// The way in for somebody who may enter; where they should know something of their password, a page that says
    /// so and has the token, to go on with.
    ///
    /// - Parameter signedIn: who is signed in by a session; nil after a password.
    func admit(
        _ participant: Participant, _ notice: PasswordNotice? = nil, to destination: Destination,
        signedIn: SignedIn? = nil, _ visit: Visit, _ assembly: Assembly, language: String?
    ) -> Response {
        if case .invite = destination.way {
            return offerInvitation(to: participant, destination, visit, assembly, language: language)
        }
        do {
            let rule = assembly.rooms.rule(for: destination.meeting)
            let now = TokenMinter.now
            // It may have closed while the directory was asked.
            let opening = rule.opening(at: now)
            guard case .open(let span) = opening else {
                return page(
                    Self.notOpen(opening, under: rule, destination) ?? .badRequest, visit, assembly,
                    language: language)
            }
            let token = try assembly.tokens.token(
                for: participant, under: rule, meeting: destination.meeting, within: span, now: now)
            guard let notice else {
                return enter(destination, with: token, signedIn: signedIn, visit, assembly, language)
            }
            let shown = PasswordNoticePage(
                .init(notice), room: RoomLabel(destination.meeting), token: token.compact)
            return page(.passwordNotice(shown), visit, assembly, language: language)
        } catch {
            return fault("\(error)", destination, visit, assembly, language)
        }
    }

    /// The way in for a token that comes back from that page. It was judged when it was made; what is asked here is
    /// only whether it is ours and still good, so that somebody who took their time gets the login rather than a
    /// meeting that shuts them out.
    func respond(
        toReturned compact: SecretBytes, to destination: Destination, _ visit: Visit, _ assembly: Assembly,
        language: String?
    ) -> Response {
        do {
            if let token = try assembly.tokens.token(comingBack: compact) {
                return enter(destination, with: token, visit, assembly, language)
            }
        } catch {
            return fault("\(error)", destination, visit, assembly, language)
        }
        log.info(
            "token not accepted",
            metadata: ["client": "\(visit.client)", "room": "\(destination.meeting.room.safe)"])
        return page(
            .login(Self.loginPage(for: destination, assembly, notice: .tokenNotAccepted)), visit, assembly,
            language: language)
    }

    /// Into the meeting, by the way that the address named.
    ///
    /// - Parameter signedIn: who is signed in by a session.
    func enter(
        _ destination: Destination, with token: Token, signedIn: SignedIn? = nil, _ visit: Visit,
        _ assembly: Assembly, _ language: String?
    ) -> Response {
        let meeting = destination.meeting
        switch destination.way {
        case .browser:
            if let answer = redirect(into: meeting, with: token, assembly) { return answer }
        case .app(let app):
            let shown = AppPage(
                room: RoomLabel(meeting),
                app: meeting.address(opening: app, at: assembly.meet, carrying: token),
                browser: meeting.address(at: assembly.meet, carrying: token), signedIn: signedIn,
                at: assembly.pages.site.meet)
            if let shown { return page(.app(shown), visit, assembly, language: language) }
        case .invite:
            // No token of ours is for this address.
            return page(.badRequest, visit, assembly, language: language)
        case .popUp(let nonce):
            let shown = HandoverPage(
                room: RoomLabel(meeting), token: token.compact, nonce: nonce,
                retry: Destination.loginLink(meeting))
            return page(.handover(shown), visit, assembly, language: language)
        }
        return fault(
            "the meeting's address is not fit for a redirect or a link", destination, visit, assembly,
            language)
    }
}
