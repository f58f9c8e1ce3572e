/// When a token holds, in whole seconds since 1970 (NumericDate, RFC 7519, 2).
public struct Validity: Hashable, Sendable {
    /// How far before its making a token begins to hold, in seconds: Prosody gives no leeway at all, and the clocks
    /// of two machines are never quite the same.
    public static let leeway = 10

    /// `iat`: when it was made.
    public let issuedAt: Int
    /// `nbf`: from when it holds.
    public let notBefore: Int
    /// `exp`: from when it holds no more.
    public let expires: Int

    /// From `leeway` seconds before `now`, for `lifetime` seconds after it.
    ///
    /// - Throws: `ClaimsProblem.unusableTimes` where the lifetime is not positive.
    public init(now: Int, lifetime: Int) throws(ClaimsProblem) {
        try self.init(issuedAt: now, from: now - Self.leeway, until: lifetime > 0 ? now + lifetime : 0)
    }

    /// From `leeway` seconds before `now`, for `lifetime` seconds after it, but not beyond a room's hours.
    ///
    /// - Parameters:
    ///   - from: the first second at which the room is open; nil: since ever.
    ///   - until: the first second at which it is closed; nil: for ever.
    /// - Throws: `ClaimsProblem.unusableTimes` where nothing is left.
    public init(now: Int, lifetime: Int, from: Int?, until: Int?) throws(ClaimsProblem) {
        let whole = try Validity(now: now, lifetime: lifetime)
        try self.init(
            issuedAt: now, from: max(whole.notBefore, from ?? whole.notBefore),
            until: min(whole.expires, until ?? whole.expires))
    }

    /// Between two moments, such as a lesson's.
    ///
    /// - Throws: `ClaimsProblem.unusableTimes` where `until` is not after `from`, or one of them is before 1970 or
    ///   beyond what every JSON reader takes for a whole number (2^53).
    public init(issuedAt: Int, from: Int, until: Int) throws(ClaimsProblem) {
        let possible = 0..<(1 << 53)
        guard from < until, [issuedAt, from, until].allSatisfy(possible.contains) else {
            throw .unusableTimes
        }
        self.issuedAt = issuedAt
        notBefore = from
        expires = until
    }
}
