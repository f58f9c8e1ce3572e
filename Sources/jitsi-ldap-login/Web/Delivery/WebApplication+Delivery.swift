internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Pages

/// The token in the fragment, and the cookies that go with it.
extension WebApplication {
    /// The redirect into the meeting, or why there is none; nil where the address is not fit for one.
    func redirect(
        into meeting: MeetingAddress, with token: Token, _ visit: Visit, _ assembly: Assembly,
        _ language: String?
    ) -> Response? {
        let address = meeting.address(at: assembly.meet, carrying: token, by: assembly.delivery)
        guard assembly.marksEntry else { return Response.redirect(to: address) }
        guard visit.takesCookies else {
            log.notice(
                "cookies refused",
                metadata: ["client": "\(visit.client)", "room": "\(meeting.room.safe)"])
            return page(.cookiesNeeded, visit, assembly, language: language)
        }
        var redirect = Response.redirect(to: address)
        redirect?.headers += EntryCookies.marks(into: meeting, at: assembly.meet)
        return redirect
    }

    /// A page of ours, with the cookie by which the form that comes of it tells whether the browser takes them.
    func probing(_ answer: Response, _ visit: Visit, _ assembly: Assembly) -> Response {
        guard assembly.marksEntry, !visit.isProbed, !visit.isInFrame else { return answer }
        var answer = answer
        answer.headers.append(EntryCookies.probing)
        return answer
    }

    /// What an administrator looks at when nginx bounces people in spite of the cookie.
    static let remedyOfBounce =
        "is jitsi-ldap-login-http.conf in nginx of this release? meet.delivery: fragment needs it"

    /// Whether nginx has sent the visitor here from the room although the cookie says that it should not.
    func isSentBack(_ visit: Visit, _ assembly: Assembly) -> Bool {
        assembly.marksEntry && visit.hasEntered && !visit.hasReferrer
    }

    /// The page for somebody whom nginx has sent back from the room although the cookie says that it should not; nil for
    /// everybody else. A link has a Referer ("Try again" after Jitsi has refused somebody); what follows our redirect has none,
    /// as its Referrer-Policy says.
    func sentBack(to destination: Destination, _ visit: Visit, _ assembly: Assembly) -> Page? {
        guard isSentBack(visit, assembly), Self.notOpen(destination, assembly) == nil else { return nil }
        log.warning(
            "sent back",
            metadata: [
                "client": "\(visit.client)", "room": "\(destination.meeting.room.safe)",
                "remedy": "\(Self.remedyOfBounce)",
            ])
        return .login(Self.loginPage(for: destination, assembly, notice: .cameBack))
    }
}

extension Assembly {
    /// Whether nginx has to be told who has just been given a token. At 8x8's service nobody is bounced.
    var marksEntry: Bool { delivery == .fragment && meet.origin == loginURL.origin }
}
