internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages

/// The end of a session, and what a kick means for it.
extension WebApplication {
    /// `/_login/logout`, which Jitsi's client visits by a plain navigation or in a hidden frame (`tokenLogoutUrl`): looking at
    /// it ends the session. Where another site has led the browser here, the visitor is asked first.
    func respond(toLogout session: Session?, _ visit: Visit, _ assembly: Assembly) -> Response {
        guard let session else {
            // Also for what is left of one that is over.
            return page(.loggedOut, visit, assembly).adding(SessionCookie.removal)
        }
        guard visit.isFromOurOwn else { return page(.askToSignOut, visit, assembly) }
        return signedOut(session, visit, assembly)
    }

    /// The page that says so; the session is over.
    func signedOut(
        _ session: Session?, _ visit: Visit, _ assembly: Assembly, language: String? = nil
    ) -> Response {
        if let session { end(session, visit) }
        return page(.loggedOut, visit, assembly, language: language).adding(SessionCookie.removal)
    }

    /// The page for somebody who was removed from a meeting: their session lets nobody in for a while. Another site that
    /// leads somebody here cannot have that.
    func respond(
        toKick meeting: MeetingAddress?, _ session: Session?, _ visit: Visit, _ assembly: Assembly
    ) -> Response {
        let answer = page(
            Self.page(for: .kicked(meeting), in: assembly, session: session), visit, assembly)
        guard let session, visit.isFromOurOwn, let limits = assembly.sessions?.limits, limits.afterKick > 0
        else {
            return answer
        }
        log.info("kicked", metadata: ["client": "\(visit.client)", "account": "\(session.accountKey)"])
        return keeping(session.kicked(limits, at: TokenMinter.now), answer, assembly)
    }
}

extension Visit {
    /// Whether the visitor, or a page of our own site, has asked for the address (Fetch Metadata, Sec-Fetch-Site). Browsers
    /// that do not say are believed: what another site could have is a logout.
    var isFromOurOwn: Bool { fetchSite.map { ["same-origin", "none"].contains($0) } ?? true }
}
