internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Pages

/// The token in the fragment, and the cookies that go with it.
extension WebApplication {
    /// The redirect into the meeting; nil where the address is not fit for one.
    func redirect(into meeting: MeetingAddress, with token: Token, _ assembly: Assembly) -> Response? {
        let address = meeting.address(at: assembly.meet, carrying: token, by: assembly.delivery)
        guard assembly.marksEntry else { return Response.redirect(to: address) }
        var redirect = Response.redirect(to: address)
        redirect?.headers += EntryCookies.marks(into: meeting, at: assembly.meet)
        return redirect
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
