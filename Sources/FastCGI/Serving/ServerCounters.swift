/// What a server has done since it was made, and what it has at hand.
public struct ServerCounters: Sendable, Equatable {
    /// Connections accepted.
    public internal(set) var accepted: UInt64 = 0
    /// Whole requests, whatever the answer; those too large are not among them.
    public internal(set) var requests: UInt64 = 0
    /// Connections closed because of what a peer sent.
    public internal(set) var malformed: UInt64 = 0
    /// Connections closed because a request did not become whole in time.
    public internal(set) var stalled: UInt64 = 0
    /// Requests beyond 64 KiB.
    public internal(set) var tooLarge: UInt64 = 0
    /// Requests answered by `respondOverloaded`, and connections closed for want of room.
    public internal(set) var overloaded: UInt64 = 0
    /// Answers that were held back.
    public internal(set) var held: UInt64 = 0
    /// How often the workers have looked for idle connections: it grows every 5 s at least while they go round, and
    /// stands still where all of them are stuck.
    public internal(set) var rounds: UInt64 = 0
    /// Connections open now.
    public internal(set) var connectionsNow = 0
    /// Answers held back now.
    public internal(set) var heldNow = 0
    /// Slow requests that wait for their turn now.
    public internal(set) var waitingNow = 0
}
