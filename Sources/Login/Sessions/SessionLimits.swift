/// How long sessions last (`session` in the configuration), in seconds.
public struct SessionLimits: Sendable {
    /// Without being used.
    public let idle: Int
    /// At all.
    public let lifetime: Int
    /// How long after a kick a session lets nobody into a meeting.
    public let afterKick: Int

    /// How far clocks of several hosts may be apart, in seconds.
    static let skew = 60

    /// - Parameters: in seconds, each at least 0.
    public init(idle: Int, lifetime: Int, afterKick: Int) {
        self.idle = idle
        self.lifetime = lifetime
        self.afterKick = afterKick
    }

    /// Whether a session is within its limits. One from the future is not: the clock was wrong, then or now.
    func admit(_ session: Session, at now: Int) -> Bool {
        session.authenticated <= now + Self.skew && session.lastSeen <= now + Self.skew
            && now < end(of: session)
    }

    /// When a session is over if nobody uses it, in seconds since 1970.
    public func end(of session: Session) -> Int {
        min(session.lastSeen + idle, session.authenticated + lifetime, session.latestEnd)
    }
}
