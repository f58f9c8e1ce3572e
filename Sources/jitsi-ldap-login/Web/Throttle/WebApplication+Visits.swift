internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages

/// Guests and invited people that have to wait.
extension WebApplication {
    /// Why the visit has to wait; nil where it has not, or nobody is slowed.
    func stops(_ kind: Throttle.Visit, _ visit: Visit, _ assembly: Assembly) -> ThrottleRefusal? {
        guard let limits = assembly.throttle.limits,
            let refusal = throttle.stops(kind, from: visit.client, limits)
        else { return nil }
        counters.count(throttled: refusal)
        return refusal
    }

    /// The page for too many who come by links of invitations.
    func tooMany(_ refusal: ThrottleRefusal, _ visit: Visit, _ assembly: Assembly, language: String?)
        -> Response
    {
        counters.count(invitation: "limited")
        if refusal.isFirst {
            log.notice("invitation", metadata: Self.outcomePairs("limited", into: nil, visit))
        }
        return page(
            .tooManyVisits(retryAfter: refusal.retryAfter), visit, assembly, language: language)
    }
}
