/// Why no invitation was made.
public enum InvitationProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// No room was named.
    case noRoom
    /// The name of something has more bytes than it may.
    case tooLong(String, limit: Int)
    /// A moment before 1970, or one that no calendar will see.
    case unusableTimes
    /// The window's end is not after its begin.
    case endsBeforeItBegins
    /// The window is over by now.
    case over
    /// The window is longer than so many seconds.
    case longerThan(seconds: Int)
    /// The window begins later than so many seconds from now.
    case laterThan(seconds: Int)
    /// `invitations.not-before` lies after now, so that the link would never hold.
    case revokedBeforehand
    /// The room is closed for the whole of the window.
    case roomClosed
    /// A moderator's invitation to a room where whoever arrives first moderates.
    case moderatorsUnknown
    /// libcrypto did not seal it.
    case library(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .noRoom: "the room has no name"
        case .tooLong(let thing, let limit):
            "the \(thing)'s name is too long for a link that survives e-mail: at most \(limit) bytes"
        case .unusableTimes: "the moments are not between 1970 and the year 36812"
        case .endsBeforeItBegins: "the invitation would end before it begins: give an end after the begin"
        case .over: "the end has passed already: give one that is to come"
        case .longerThan(let seconds):
            "the invitation would hold for longer than invitations.longest, \(Self.hours(seconds)): "
                + "give an earlier end"
        case .laterThan(let seconds):
            "the invitation would begin more than \(seconds / 86_400) days from now: give an earlier begin"
        case .revokedBeforehand:
            "invitations.not-before lies in the future, so that no invitation made now would hold: correct it"
        case .roomClosed:
            "the room is closed for all of that time: give a begin and an end at which it is open, or change opens "
                + "and closes of its rule"
        case .moderatorsUnknown:
            "in this room whoever arrives first moderates (moderators: first-to-arrive): invite without moderator"
        case .library(let words): words
        }
    }

    private static func hours(_ seconds: Int) -> String {
        seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds / 60)m"
    }
}
