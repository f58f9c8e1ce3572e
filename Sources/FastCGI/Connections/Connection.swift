/// One connection that we have accepted.
///
/// Unchecked: `phase`, `since` and `wasSeen` are only touched under the lock of `Connections`; the rest only by the
/// one worker, or the one timer, that holds the connection.
final class Connection: @unchecked Sendable {
    enum Phase {
        /// In the epoll, nobody's: whoever sees an event may claim it.
        case idle
        /// Somebody's: a worker's, a held answer's, a waiting request's, a timer's.
        case held
    }

    let descriptor: Int32
    /// What the epoll knows it by. Never used twice, so that a late event cannot reach a successor.
    let token: UInt64

    var phase = Phase.held
    /// When it became idle.
    var since: ContinuousClock.Instant
    /// Whether an event came while it was held.
    var wasSeen = false

    /// Whether the epoll knows it.
    var isRegistered = false
    /// Whether a request has come on it. The web server sends one right behind a new connection, and only with a
    /// connection that it has kept does it expect that we may have closed it.
    var hasServed = false
    /// When the first part of a request was seen that is not whole yet.
    var incompleteSince: ContinuousClock.Instant?
    /// How many times that part was looked at.
    var looks = 0
    /// Set while a request that is too large is read and thrown away.
    var drain: Drain?

    init(descriptor: Int32, token: UInt64, since: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.token = token
        self.since = since
    }
}
