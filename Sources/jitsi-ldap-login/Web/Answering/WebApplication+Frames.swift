internal import Pages

/// The login in a frame. It cannot work there: the frame of another site gets no cookies, and a password must not be
/// typed where its address cannot be seen.
extension WebApplication {
    /// The page for a frame, whose link opens the same login by itself.
    static func framed(_ destination: Destination, _ visit: Visit) -> Page {
        var login = Destination.loginLink(destination.meeting)
        // A pop-up's number is of no use in a tab that nobody waits for.
        if case .popUp = destination.way {} else { login = Link(sent: visit.address) ?? login }
        return .framed(FramedPage(room: RoomLabel(destination.meeting), login: login))
    }
}

extension Visit {
    /// Whether the page is wanted for a frame (Fetch Metadata, Sec-Fetch-Dest). The desktop app shows meetings in one,
    /// and old releases of it do not say so.
    var isInFrame: Bool {
        if let fetchDestination { return ["iframe", "frame", "embed", "object"].contains(fetchDestination) }
        return isDesktopApp
    }
}
