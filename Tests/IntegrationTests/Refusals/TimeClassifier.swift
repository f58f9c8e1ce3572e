/// A guesser who tells two kinds of answers apart by how long they took.
///
/// It learns from half of the times and is asked about the other half, and the other way round, so that every time is
/// judged once and none by what was learnt from itself. Both kinds count alike, however many there are of each: who
/// knows nothing is right in half of the cases.
enum TimeClassifier: CaseIterable {
    /// Finds the one threshold that parts the two best, and which of them is the later one.
    case threshold
    /// Looks at which of the two is the more frequent in each of 20 spans that hold equally many times: sees what a
    /// threshold does not, such as one that comes in two batches.
    case spans

    /// How often it is right about times that it has not seen, 0…1.
    func accuracy(_ first: [Double], _ second: [Double]) -> Double {
        let halves = [0, 1].map { half in
            [first, second].map { times in times.enumerated().filter { $0.offset % 2 == half }.map(\.element)
            }
        }
        return [(halves[0], halves[1]), (halves[1], halves[0])].map { learnt, asked in
            let isFirst = rule(learnt[0], learnt[1])
            let found = Double(asked[0].count(where: isFirst)) / Double(asked[0].count)
            let mistaken = Double(asked[1].count(where: isFirst)) / Double(asked[1].count)
            return (found + 1 - mistaken) / 2
        }.reduce(0, +) / 2
    }

    /// What it has learnt: whether a time is the first kind's.
    private func rule(_ first: [Double], _ second: [Double]) -> (Double) -> Bool {
        let all =
            (first.map { ($0, 1 / Double(first.count)) } + second.map { ($0, -1 / Double(second.count)) })
            .sorted { $0.0 < $1.0 }
        switch self {
        case .threshold:
            // Up to each time: how much more of the first kind than of the second there is.
            var lead = 0.0
            var best = (lead: 0.0, threshold: 0.0)
            for (time, weight) in all {
                lead += weight
                if abs(lead) > abs(best.lead) { best = (lead, time) }
            }
            return { ($0 <= best.threshold) == (best.lead > 0) }
        case .spans:
            let spans = 20
            let ends = (1..<spans).map { all[$0 * all.count / spans].0 }
            func span(_ time: Double) -> Int { ends.firstIndex { time < $0 } ?? ends.count }
            var leads = [Double](repeating: 0, count: spans)
            for (time, weight) in all { leads[span(time)] += weight }
            return { leads[span($0)] > 0 }
        }
    }
}
