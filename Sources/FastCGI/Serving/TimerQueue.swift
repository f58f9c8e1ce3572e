/// Elements by the moment when they are due: a binary heap, the earliest on top.
struct TimerQueue<Element> {
    private var heap: [(due: ContinuousClock.Instant, element: Element)] = []

    var count: Int { heap.count }
    var earliest: ContinuousClock.Instant? { heap.first?.due }

    mutating func insert(_ element: Element, due: ContinuousClock.Instant) {
        heap.append((due, element))
        var child = heap.count - 1
        while child > 0, heap[child].due < heap[(child - 1) / 2].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out the earliest element, where it is due by `now`.
    mutating func popDue(at now: ContinuousClock.Instant) -> Element? {
        guard let first = heap.first, first.due <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].due < heap[least].due { least = child }
            }
            if least == parent { return first.element }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    /// Takes out all elements for which `isMeant` holds, the earliest first.
    mutating func removeAll(where isMeant: (Element) -> Bool) -> [Element] {
        let all = heap.sorted { $0.due < $1.due }
        heap = all.filter { !isMeant($0.element) }  // sorted, and so a heap
        return all.map(\.element).filter(isMeant)
    }
}

extension TimerQueue: Sendable where Element: Sendable {}
