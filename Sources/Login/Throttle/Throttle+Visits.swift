/// Visits that bring no password: they are bounded, so that nobody fills a meeting or the log with them.
extension Throttle {
    /// What somebody without an account wants.
    public enum Visit: Sendable {
        /// To join as a guest.
        case guest
        /// To enter a meeting by the link of an invitation.
        case invitationJoin
        /// To look at such a link.
        case invitationOpen
    }

    /// Counts the visit; says why not, where there were too many.
    ///
    /// - Parameter client: the address, as nginx saw it. What is none is a place of its own.
    public func stops(
        _ visit: Visit, from client: String, _ limits: ThrottleLimits, now: ContinuousClock.Instant = .now
    ) -> ThrottleRefusal? {
        let place = ClientAddress(client)?.place ?? Array(client.utf8.prefix(64))
        switch visit {
        case .guest: return stop(.guests, .guests, place, limits.guests, now)
        case .invitationJoin: return stop(.invitations, .invitationJoins, place, limits.invitationJoins, now)
        case .invitationOpen: return stop(.invitations, .invitationOpens, place, limits.invitationOpens, now)
        }
    }

    private func stop(
        _ reason: ThrottleRefusal.Reason, _ kind: ThrottleKeys.Kind, _ place: [UInt8],
        _ rate: ThrottleLimits.Rate, _ now: ContinuousClock.Instant
    ) -> ThrottleRefusal? {
        ThrottleRefusal(reason, addresses.take(keys.key(kind, place), rate.bucket, now: now))
    }
}
