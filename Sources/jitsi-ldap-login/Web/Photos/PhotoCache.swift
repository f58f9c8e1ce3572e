/// The photos that were asked for lately, and who was found to have none; bounded in bytes.
///
/// Two generations: what is asked for is in the young one. When that is full it becomes the old one, and what nobody
/// has asked for since the last time is gone. So the least recently used go first, without a list to keep.
struct PhotoCache: Sendable {
    struct Item: Sendable {
        /// nil: there is none.
        let photo: Photo?
        let until: ContinuousClock.Instant
    }

    /// The most that both generations take, in bytes.
    let budget: Int
    private var young: [PhotoName: Item] = [:]
    private var old: [PhotoName: Item] = [:]
    private var youngCost = 0
    private var oldCost = 0

    init(budget: Int) { self.budget = budget }

    /// What it takes now, in bytes.
    var cost: Int { youngCost + oldCost }

    /// What is known of the photo, where that is not too old.
    mutating func item(_ name: PhotoName, at now: ContinuousClock.Instant) -> Item? {
        if let item = young[name] {
            return item.until > now ? item : nil
        }
        guard let item = old.removeValue(forKey: name) else { return nil }
        oldCost -= Self.cost(of: item, name)
        guard item.until > now else { return nil }
        insert(item, name)
        return item
    }

    /// Keeps what was found.
    mutating func keep(_ photo: Photo?, of name: PhotoName, until: ContinuousClock.Instant) {
        if let before = old.removeValue(forKey: name) { oldCost -= Self.cost(of: before, name) }
        if let before = young.removeValue(forKey: name) { youngCost -= Self.cost(of: before, name) }
        insert(Item(photo: photo, until: until), name)
    }

    private mutating func insert(_ item: Item, _ name: PhotoName) {
        let cost = Self.cost(of: item, name)
        guard cost <= budget / 2 else { return }
        if youngCost + cost > budget / 2 {
            (old, oldCost) = (young, youngCost)
            (young, youngCost) = ([:], 0)
        }
        young[name] = item
        youngCost += cost
    }

    /// The bytes themselves, and about what the tables take for them.
    private static func cost(of item: Item, _ name: PhotoName) -> Int {
        (item.photo?.bytes.count ?? 0) + name.dn.utf8.count + name.version.utf8.count + 256
    }
}
