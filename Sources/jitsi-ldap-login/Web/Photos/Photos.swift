internal import Locks

/// The photos of the directory, with a memory: a hundred people who look at a hundred photos are 10,000 requests, and
/// a hundred searches.
final class Photos: Sendable {
    /// Of the bytes in memory.
    static let budget = 8 << 20
    /// How long a photo is kept. Its address changes with the entry, so this only bounds how long a deleted one stays.
    static let age = Duration.seconds(600)
    /// How long it is remembered that somebody has none.
    static let absenceAge = Duration.seconds(60)
    /// How long nobody is asked after the directory did not answer: pictures must not add to its trouble.
    static let pause = Duration.seconds(5)

    private struct State {
        var cache: PhotoCache
        var pausedUntil: ContinuousClock.Instant?
    }

    /// Held while a photo is fetched: who wants the same one waits, and finds it in the cache.
    private final class Turn: Sendable {
        let lock = Guarded(())
    }

    private let state: Guarded<State>
    private let turns = (0..<64).map { _ in Turn() }
    private let fetch: @Sendable (PhotoName) -> PhotoFinding

    /// - Parameter fetch: asks the directory; called on several threads, for one photo on one at a time.
    init(budget: Int = Photos.budget, fetch: @escaping @Sendable (PhotoName) -> PhotoFinding) {
        state = Guarded(State(cache: PhotoCache(budget: budget)))
        self.fetch = fetch
    }

    /// The photo, out of memory or the directory. Blocks while the directory is asked.
    func photo(_ name: PhotoName) -> PhotoFinding {
        if let known = known(name) { return known }
        // Different photos may share a turn; so few threads come here at once that this does not matter.
        return turns[abs(name.hashValue % turns.count)].lock.withLock { _ in
            if let known = known(name) { return known }
            let finding = fetch(name)
            keep(finding, of: name)
            return finding
        }
    }

    private func known(_ name: PhotoName) -> PhotoFinding? {
        state.withLock { state in
            let now = ContinuousClock.now
            if let item = state.cache.item(name, at: now) {
                return item.photo.map { .found($0) } ?? .absent(cause: nil)
            }
            if let until = state.pausedUntil, now < until { return .unavailable(cause: nil) }
            return nil
        }
    }

    private func keep(_ finding: PhotoFinding, of name: PhotoName) {
        state.withLock { state in
            let now = ContinuousClock.now
            switch finding {
            case .found(let photo): state.cache.keep(photo, of: name, until: now + Self.age)
            case .absent: state.cache.keep(nil, of: name, until: now + Self.absenceAge)
            case .unavailable: state.pausedUntil = now + Self.pause
            }
        }
    }
}
