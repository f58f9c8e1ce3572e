/// The form of every `BoundedTable`.
enum TableShape {
    /// How many places a key may have.
    static let ways = 8
    /// How many places come into being at once.
    static let segment = 32
}

/// A fixed number of places for what is remembered of keys. Looking, adding and forgetting cost the same however full it is.
///
/// A key has eight places, which it shares with others that nobody outside can tell. Where all of them are taken, the key that
/// would lose the least gives way: so who brings in many keys makes the table forget what is worth little, and before
/// anything that is worth more he would have to have brought in as much, eight times for each place of the whole table.
///
/// Places come into being as they are needed, and are never more than was asked for, rounded up to `TableShape.segment`.
struct BoundedTable<Value: BitwiseCopyable & Sendable>: Sendable {
    private struct Place: BitwiseCopyable {
        var key: ThrottleKey
        var value: Value
    }
    /// An empty one has no places yet.
    private var segments: [[Place]]
    private let vacant: Value

    /// - Parameter vacant: what is remembered of a key that is not there.
    init(places: Int, vacant: Value) {
        let count = (places + TableShape.segment - 1) / TableShape.segment
        segments = Array(repeating: [], count: max(1, count))
        self.vacant = vacant
    }

    /// The most bytes that the places can take.
    var mostBytes: Int {
        segments.count * (TableShape.segment * MemoryLayout<Place>.stride + MemoryLayout<[Place]>.stride)
    }

    /// What is remembered of the key, where it is there.
    func value(of key: ThrottleKey) -> Value? {
        let (segment, places) = places(of: key)
        guard !segments[segment].isEmpty, let index = index(of: key, segment, places) else { return nil }
        return segments[segment][index].value
    }

    /// Changes what is remembered of the key, which gets a place for it where it has none.
    ///
    /// - Parameter worth: what forgetting a value would lose; 0 for nothing.
    mutating func change<Result>(
        _ key: ThrottleKey, worth: (Value) -> UInt64, _ body: (inout Value) -> Result
    ) -> Result {
        let (segment, places) = places(of: key)
        if segments[segment].isEmpty {
            segments[segment] = Array(
                repeating: Place(key: .nobody, value: vacant), count: TableShape.segment)
        }
        if let index = index(of: key, segment, places) { return body(&segments[segment][index].value) }
        var (chosen, least) = (places.lowerBound, UInt64.max)
        for index in places {
            let worth = worth(segments[segment][index].value)
            if worth < least { (chosen, least) = (index, worth) }
        }
        segments[segment][chosen] = Place(key: key, value: vacant)
        return body(&segments[segment][chosen].value)
    }

    private func places(of key: ThrottleKey) -> (segment: Int, places: Range<Int>) {
        let sets = UInt64(TableShape.segment / TableShape.ways)
        let first = Int(key.low % sets) * TableShape.ways
        return (Int(key.high % UInt64(segments.count)), first..<first + TableShape.ways)
    }

    private func index(of key: ThrottleKey, _ segment: Int, _ places: Range<Int>) -> Int? {
        places.first { segments[segment][$0].key == key }
    }
}
