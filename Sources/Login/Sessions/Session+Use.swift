/// What becomes of a session as it is used.
extension Session {
    /// Whether it lets somebody into a meeting.
    public func isBarred(at now: Int) -> Bool { now < barredUntil }

    /// After it was used for something else than a token.
    public func seen(at now: Int) -> Session {
        var session = self
        session.lastSeen = max(lastSeen, now)
        return session
    }

    /// After a token for `room` was made.
    public func used(for room: String, at now: Int) -> Session {
        var session = seen(at: now)
        session.issues.add(room, at: now)
        return session
    }

    /// After a kick.
    public func kicked(_ limits: SessionLimits, at now: Int) -> Session {
        var session = self
        session.barredUntil = max(barredUntil, now + limits.afterKick)
        return session
    }

    /// After somebody has read that they were going in circles, and wants to try again.
    public var withoutIssues: Session {
        var session = self
        session.issues = RecentIssues()
        return session
    }
}
