/// How much is let pass before somebody has to wait (`throttle` in the configuration).
public struct ThrottleLimits: Sendable, Equatable {
    /// So many within a span: all of them at once, and then one for each such part of the span.
    public struct Rate: Sendable, Equatable {
        /// At least 1.
        public let count: Int
        /// More than 0.
        public let span: Duration

        /// A rate.
        public init(_ count: Int, per span: Duration) {
            self.count = count
            self.span = span
        }

        var bucket: Buckets.Limit { Buckets.Limit(count: count, span: span) }
    }

    /// Refused logins from one address.
    public let address: Rate
    /// The most wrong passwords of one account that come to the directory within its window.
    public let tries: Int
    /// How many of them are kept for browsers that have signed in to the account before; below `tries`.
    public let triesOfDevices: Int
    /// How long after the last one they are forgotten.
    public let window: Duration
    /// Guests from one address.
    public let guests: Rate
    /// Meetings entered by the links of invitations from one address.
    public let invitationJoins: Rate
    /// Such links looked at from one address.
    public let invitationOpens: Rate

    /// The directory's own count began a little later than ours, and its clock may be another: so long ours is remembered
    /// beyond the window.
    static let slack = Duration.seconds(60)

    /// Limits.
    public init(
        address: Rate = Rate(1000, per: .seconds(3600)), tries: Int = 4, triesOfDevices: Int = 1,
        window: Duration = .seconds(1800), guests: Rate = Rate(60, per: .seconds(60)),
        invitationJoins: Rate = Rate(300, per: .seconds(60)),
        invitationOpens: Rate = Rate(600, per: .seconds(60))
    ) {
        self.address = address
        self.tries = tries
        self.triesOfDevices = triesOfDevices
        self.window = window
        self.guests = guests
        self.invitationJoins = invitationJoins
        self.invitationOpens = invitationOpens
    }

    /// - Parameter isKnown: whether the browser has signed in to the account before.
    func tries(isKnown: Bool) -> TryCounts.Limit {
        TryCounts.Limit(tries: isKnown ? tries : max(1, tries - triesOfDevices), window: window + Self.slack)
    }
}
