internal import JitsiToken
internal import Login
internal import Pages

extension WebApplication {
    /// What a route shows to somebody who only looks.
    ///
    /// - Parameter session: theirs, where there is one.
    static func page(
        for route: Route, in assembly: Assembly, userName: String = "", session: Session? = nil
    ) -> Page {
        switch route {
        case .login(let destination):
            // The room's hours come before the form.
            notOpen(destination, assembly)
                ?? .login(loginPage(for: destination, assembly, userName: userName))
        case .askForRoom(let tenant): .askForRoom(tenant: tenant)
        case .denied(let reason, let meeting):
            .denied(
                DeniedPage(
                    room: meeting.map { RoomLabel($0) }, reason: reason,
                    retry: Destination.loginLink(meeting),
                    somebodyElse: session.flatMap { _ in otherLogin(meeting) }, account: session?.name))
        case .kicked(let meeting):
            .kicked(
                KickedPage(
                    room: meeting.map { RoomLabel($0) }, signInAgain: Destination.loginLink(meeting),
                    signedIn: session.map {
                        SignedIn(account: $0.name, somebodyElse: otherLogin(meeting))
                    }))
        case .logout: session == nil ? .loggedOut : .askToSignOut
        case .unreadable: .badRequest
        case .asset, .avatar, .keys, .invited, .health, .metrics, .unknown: .notFound
        }
    }

    private static func otherLogin(_ meeting: MeetingAddress?) -> Link? {
        meeting.flatMap { Link(local: $0.otherLoginPath) }
    }
}
