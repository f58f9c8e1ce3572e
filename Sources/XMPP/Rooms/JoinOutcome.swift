/// What came of an attempt to enter a room.
public enum JoinOutcome: Equatable, Sendable {
    /// In the room, and what the room made of who came (XEP-0045, 5).
    case joined(affiliation: String, role: String)
    /// Not let in.
    case refused(JoinRefusal)
}

/// Why somebody was not let into a room, in the server's words.
public struct JoinRefusal: Equatable, Sendable {
    /// Where it was.
    public enum Stage: Sendable {
        /// At the login (SASL), where the token is checked.
        case login
        /// At the door of the room, where the token's room is checked.
        case room
    }

    /// Where it was.
    public let stage: Stage
    /// XMPP's name for it, such as `not-allowed`.
    public let condition: String
    /// What the server says besides; often empty.
    public let text: String
}

/// What jicofo said when it was asked for the conference, as the web client asks it first.
public enum FocusAnswer: Equatable, Sendable {
    /// It opens the room.
    case ready
    /// It asks to wait.
    case notReady
    /// XMPP's name for the error; `service-unavailable` and the like mean that there is no jicofo.
    case refused(condition: String)
}
