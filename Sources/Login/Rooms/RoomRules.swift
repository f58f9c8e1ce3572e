/// The rules for rooms, of which the first that is for a room holds (`rooms`), and what holds elsewhere (`access`).
public struct RoomRules: Sendable, Equatable {
    /// A rule and the rooms that it is for.
    public struct Entry: Sendable, Equatable {
        /// The rooms: those that any of these matches.
        public let patterns: [RoomPattern]
        /// What holds for them.
        public let rule: RoomRule

        /// A rule for the rooms that any of the patterns matches.
        public init(patterns: [RoomPattern], rule: RoomRule) {
            self.patterns = patterns
            self.rule = rule
        }
    }

    /// In the order in which they are asked.
    public let entries: [Entry]
    /// What holds for a room that none of them is for.
    public let otherwise: RoomRule

    /// Rules for rooms.
    public init(_ entries: [Entry] = [], otherwise: RoomRule) {
        self.entries = entries
        self.otherwise = otherwise
    }

    /// What holds for a room.
    ///
    /// - Parameters:
    ///   - tenant: nil where the room is in none.
    ///   - room: both in the form in which the patterns were made.
    public func rule(tenant: String?, room: String) -> RoomRule {
        entries.first { $0.patterns.contains { $0.matches(tenant: tenant, room: room) } }?.rule ?? otherwise
    }
}
