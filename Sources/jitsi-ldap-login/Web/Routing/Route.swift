internal import JitsiToken
internal import Pages

/// Where an address of ours leads.
enum Route {
    /// The login page of a room; the form is accepted here.
    case login(Destination)
    /// No room was named: a page that asks for one. The tenant is carried along.
    case askForRoom(tenant: String?)
    /// Entry was refused by Jitsi, on the way to that room where it is known.
    case denied(DeniedPage.Reason, MeetingAddress?)
    /// A participant was removed from the room.
    case kicked(MeetingAddress?)
    /// The end of the session.
    case logout
    /// A file out of the binary.
    case asset(Asset)
    /// Somebody's photo; the last part of its address.
    case avatar(sealed: Substring)
    /// A public key, or the list of them; its path.
    case keys(path: Substring)
    /// The link of an invitation; its last part.
    case invited(sealed: Substring)
    /// The responder's own health, outside the public prefix.
    case health
    /// The responder's counters, outside the public prefix.
    case metrics
    /// An address that names no room of Jitsi's, or cannot be read; why, for the log.
    case unreadable(String)
    /// Nothing of ours.
    case unknown
}
