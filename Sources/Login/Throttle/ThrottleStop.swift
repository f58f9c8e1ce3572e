/// A login that does not begin.
public struct ThrottleStop: Error, Sendable {
    /// Why not, and for how long.
    public let refusal: ThrottleRefusal

    init(_ refusal: ThrottleRefusal) { self.refusal = refusal }
}
