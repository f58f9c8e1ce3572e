internal import Synchronization

/// The counters that only grow.
final class Tally: Sendable {
    let accepted = Atomic<UInt64>(0)
    let requests = Atomic<UInt64>(0)
    let malformed = Atomic<UInt64>(0)
    let stalled = Atomic<UInt64>(0)
    let tooLarge = Atomic<UInt64>(0)
    let overloaded = Atomic<UInt64>(0)
    let held = Atomic<UInt64>(0)
    let rounds = Atomic<UInt64>(0)
    /// Requests beyond 64 KiB that are being read; the only one that shrinks again.
    let draining = Atomic<Int>(0)
}
