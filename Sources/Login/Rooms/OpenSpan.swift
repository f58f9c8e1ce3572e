/// From when until when a room is open without a break, in seconds since 1970.
public struct OpenSpan: Sendable, Equatable {
    /// The first second at which it is open; nil: since ever.
    public let from: Int?
    /// The first second at which it is closed; nil: for ever.
    public let until: Int?

    /// Since ever and for ever.
    public static let always = OpenSpan(from: nil, until: nil)

    /// A span between two moments.
    public init(from: Int?, until: Int?) {
        self.from = from
        self.until = until
    }
}
