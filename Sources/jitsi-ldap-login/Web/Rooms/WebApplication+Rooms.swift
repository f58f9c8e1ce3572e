internal import FastCGI
internal import JitsiToken
internal import Login
internal import Pages

/// What the rules for rooms let be seen.
extension WebApplication {
    /// The login form of a room, with the guests' where its rule has it.
    static func loginPage(
        for destination: Destination, _ assembly: Assembly, userName: String = "", guestName: String = "",
        notice: LoginPage.Notice? = nil, retryAfter: Int = 1
    ) -> LoginPage {
        LoginPage(
            room: RoomLabel(destination.meeting), userName: userName, guestName: guestName,
            offersGuests: destination.purpose == .join
                && assembly.rooms.rule(for: destination.meeting).guests == .yes,
            notice: notice, purpose: destination.purpose, retryAfter: retryAfter)
    }

    /// The page that says when the room opens, or that it does not any more; nil where it is open, and for those
    /// who invite.
    static func notOpen(
        _ destination: Destination, _ assembly: Assembly, now: Int = TokenMinter.now
    ) -> Page? {
        // People are invited before the room opens.
        guard destination.purpose == .join else { return nil }
        let rule = assembly.rooms.rule(for: destination.meeting)
        return notOpen(rule.opening(at: now), under: rule, destination)
    }

    static func notOpen(_ opening: Opening, under rule: RoomRule, _ destination: Destination) -> Page? {
        let state: NotOpenPage.State
        switch opening {
        case .open: return nil
        case .opens(let moment): state = .opens(ZonedTime(moment, in: rule.zone))
        case .over(let moment): state = .over(moment.map { ZonedTime($0, in: rule.zone) })
        }
        return destination.ending(
            .notOpen(NotOpenPage(room: RoomLabel(destination.meeting), state: state)))
    }
}
