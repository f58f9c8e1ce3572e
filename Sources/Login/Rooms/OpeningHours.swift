public import Foundation

/// When a room may be entered: from a moment on, until a moment, at hours of the week.
public struct OpeningHours: Sendable, Equatable {
    /// In seconds since 1970; nil: since ever.
    public let opens: Int?
    /// In seconds since 1970, the first at which the room is closed; nil: for ever.
    public let closes: Int?
    /// Only then; empty: at every hour.
    public let weekly: [WeeklyHours]
    /// Whose clock the weekly hours go by, and in which the visitors are told.
    public let zone: TimeZone

    /// Hours with everything decided.
    public init(opens: Int? = nil, closes: Int? = nil, weekly: [WeeklyHours] = [], zone: TimeZone) {
        self.opens = opens
        self.closes = closes
        self.weekly = weekly
        self.zone = zone
    }
}
