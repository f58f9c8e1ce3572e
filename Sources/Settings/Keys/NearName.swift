/// Finds the name that was meant when another was written.
enum NearName {
    /// The name among `names` that is nearest to `word`, where one is near enough: at most one slip in three characters.
    static func of(_ word: String, among names: [String]) -> String? {
        let written = folded(word)
        guard written.count <= 64 else { return nil }
        let best = names.map { (name: $0, distance: distance(Array(written), Array(folded($0)))) }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        guard let best, best.distance <= max(1, folded(best.name).count / 3), best.distance < written.count
        else {
            return nil
        }
        return best.name
    }

    /// Whether one slip leads from `word` to `name`; of names as short as `dn` and `id` that would say nothing.
    static func isOneSlip(_ word: String, _ name: String) -> Bool {
        let written = folded(word)
        return (4...64).contains(written.count) && distance(Array(written), Array(folded(name))) <= 1
    }

    /// Without what differs between habits of writing: `appID`, `app_id` and `app-id` are one.
    static func folded(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    /// How many insertions, deletions, exchanges and swaps of neighbours lead from `one` to `other` (the optimal string
    /// alignment distance).
    static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for i in one.indices {
            var row = [i + 1]
            for j in other.indices {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (one[i] == other[j] ? 0 : 1))
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[other.count]
    }
}
