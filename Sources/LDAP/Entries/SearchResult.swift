/// The entries that a search found.
public struct SearchResult: Sendable {
    /// At most as many as were asked for.
    public let entries: [Entry]
    /// False where more match than were asked for.
    public let isComplete: Bool
}
