internal import Synchronization

/// How many guests may join from one place in a time: each place has a bucket of tokens that fills again.
///
/// Of IPv6 a place is the /64 network, as one visitor has all of its addresses. The table is bounded: where it is full,
/// what is full again, and so remembers nothing, goes first; then everybody new shares one bucket.
final class GuestLimit: Sendable {
    /// How many may join at once: a class behind one address.
    static let burst = 60.0
    /// How many more may each second.
    static let rate = 1.0
    /// The most places that are remembered.
    static let places = 4096

    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }
    private struct Table {
        var buckets: [String: Bucket] = [:]
        var shared: Bucket?
    }
    private let table = Mutex(Table())

    /// Whether a guest from the address may join now; takes a token where they may.
    func admits(_ client: String, now: ContinuousClock.Instant = .now) -> Bool {
        let place = Self.place(of: client)
        return table.withLock { table in
            if table.buckets[place] == nil, table.buckets.count >= Self.places {
                table.buckets = table.buckets.filter { Self.refilled($0.value, now).tokens < Self.burst }
            }
            let isKnown = table.buckets[place] != nil
            let isShared = !isKnown && table.buckets.count >= Self.places
            let before = isShared ? table.shared : table.buckets[place]
            var bucket = Self.refilled(before ?? Bucket(tokens: Self.burst, filled: now), now)
            let isAdmitted = bucket.tokens >= 1
            if isAdmitted { bucket.tokens -= 1 }
            if isShared { table.shared = bucket } else { table.buckets[place] = bucket }
            return isAdmitted
        }
    }

    private static func refilled(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Bucket {
        let seconds = bucket.filled.duration(to: now) / .seconds(1)
        return Bucket(tokens: min(burst, bucket.tokens + max(0, seconds) * rate), filled: now)
    }

    /// The address, or the first four groups of one of IPv6, of which nginx writes zeros as `::`.
    static func place(of client: String) -> String {
        guard client.contains(":"), !client.contains(".") else { return client }
        let halves = client.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        var groups = halves[0].split(separator: ":")
        if halves.count == 2 {
            let after = halves[1].split(separator: ":")
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - after.count)) + after
        }
        return groups.prefix(4).joined(separator: ":")
    }
}
