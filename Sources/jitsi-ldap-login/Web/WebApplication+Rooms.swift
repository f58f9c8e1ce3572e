internal import FastCGI
internal import Foundation
internal import JitsiToken
internal import Login
internal import Pages

/// What the rules for rooms let be seen.
extension WebApplication {
    /// What somebody who only looks gets at a route: the room's hours come before the form.
    static func page(for route: Route, in assembly: Assembly, userName: String = "") -> Page {
        guard case .login(let destination) = route else { return page(for: route, userName: userName) }
        return notOpen(destination, assembly)
            ?? .login(loginPage(for: destination, assembly, userName: userName))
    }

    /// The login form of a room, with the guests' where its rule has it.
    static func loginPage(
        for destination: Destination, _ assembly: Assembly, userName: String = "",
        notice: LoginPage.Notice? = nil
    ) -> LoginPage {
        LoginPage(
            room: RoomLabel(destination.meeting), userName: userName,
            offersGuests: assembly.rooms.rule(for: destination.meeting).guests == .yes, notice: notice)
    }

    /// The page that says when the room opens, or that it does not any more; nil where it is open.
    static func notOpen(
        _ destination: Destination, _ assembly: Assembly, now: Int = TokenMinter.now
    ) -> Page? {
        let rule = assembly.rooms.rule(for: destination.meeting)
        return notOpen(rule.opening(at: now), under: rule, destination)
    }

    static func notOpen(_ opening: Opening, under rule: RoomRule, _ destination: Destination) -> Page? {
        let zone = rule.hours?.zone ?? .gmt
        let state: NotOpenPage.State
        switch opening {
        case .open: return nil
        case .opens(let moment): state = .opens(ZonedTime(moment, in: zone))
        case .over(let moment): state = .over(moment.map { ZonedTime($0, in: zone) })
        }
        return destination.ending(
            .notOpen(NotOpenPage(room: RoomLabel(destination.meeting), state: state)))
    }
}

extension ZonedTime {
    /// A moment in seconds since 1970, by the clocks of a zone; with how far they are from UTC, for those who are
    /// somewhere else.
    init(_ moment: Int, in zone: TimeZone) {
        let offset = ZoneClock(zone).offset(at: moment)
        let local = Date(timeIntervalSince1970: TimeInterval(moment + offset))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: local)
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        let (hours, rest) = (String(100 + minutes / 60).dropFirst(), String(100 + minutes % 60).dropFirst())
        let distance = offset == 0 ? "UTC" : "UTC\(sign)\(hours):\(rest)"
        self.init(
            year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1,
            // Foundation's week begins with 1, Sunday.
            weekday: ((parts.weekday ?? 1) + 5) % 7, hour: parts.hour ?? 0, minute: parts.minute ?? 0,
            zone: zone.identifier.contains("/") ? "\(zone.identifier), \(distance)" : distance)
    }
}
