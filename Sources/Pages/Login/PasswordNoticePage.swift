/// What to say to somebody who may enter, but whose password will not do so for long.
///
/// The way on is a form without an action that posts the token to the page's own address, which answers with the
/// redirect into the meeting. A link with the token would lose the fragment that the browser holds in its address,
/// and could be copied; this needs no script, and leaves the token out of every address before the meeting's.
public struct PasswordNoticePage: Sendable {
    /// What there is to know.
    public enum Notice: Sendable, Equatable {
        /// The password expires in so many days, rounded down; 0 is "in less than a day".
        case expires(days: Int)
        /// The password has expired, and does so many times more.
        case graceLogins(Int)
    }

    /// The most that is said of days and of logins: what a directory sends beyond it is this much.
    static let most = 9999

    /// What there is to know, within ``most``.
    public let notice: Notice
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// The token that leads there, in its compact form; it goes into a form field and nowhere else.
    let token: String

    /// All that the page says and offers.
    public init(_ notice: Notice, room: RoomLabel, token: String) {
        self.notice =
            switch notice {
            case .expires(let days): .expires(days: min(max(days, 0), Self.most))
            case .graceLogins(let count): .graceLogins(min(max(count, 0), Self.most))
            }
        self.room = room
        self.token = token
    }
}
