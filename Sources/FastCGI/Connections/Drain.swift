/// A request that is too large, on its way to nowhere: what is kept of it while it is read to its end.
final class Drain {
    var scanner = RequestScanner()
    /// As many of its parameters as the cap allows: the answer wants to know the method, at least.
    let parameters = WipedBuffer(capacity: Caps.parameters)
    /// How much of it has been read, in bytes.
    var bytes = 0
    /// When its connection is closed, answered or not.
    let deadline: ContinuousClock.Instant

    init(deadline: ContinuousClock.Instant) { self.deadline = deadline }
}
