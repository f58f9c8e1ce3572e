/// That somebody has to wait, and what for.
public struct ThrottleRefusal: Sendable, Equatable {
    /// What there was too much of.
    public enum Reason: String, Sendable, CaseIterable {
        /// Refused logins from one address.
        case address
        /// Refused logins by one name, whether or not it is somebody's.
        case name
        /// Wrong passwords of one account.
        case account
        /// Guests from one address.
        case guests
        /// Links of invitations, looked at or used from one address.
        case invitations

        /// One word for log and figures.
        public var label: String { rawValue }
    }

    /// What there was too much of.
    public let reason: Reason
    /// In seconds, at least 1.
    public let retryAfter: Int
    /// Whether it is the first since that was full. The others are not worth a line in the log.
    public let isFirst: Bool

    init?(_ reason: Reason, _ standing: Standing) {
        guard case .full(let seconds, let isFirst) = standing else { return nil }
        self.reason = reason
        retryAfter = seconds
        self.isFirst = isFirst
    }
}
