/// An SRV record (RFC 2782).
struct ServiceRecord: Sendable, Hashable {
    /// The lowest comes first.
    let priority: UInt16
    /// Among the same priority: how much of the load it is to have.
    let weight: UInt16
    let port: UInt16
    /// The host's name as the DNS has it; "." for "there is no such service".
    let target: String
    /// For how many seconds it may be believed.
    let life: UInt32

    /// Puts records in the order in which they are to be tried: by priority, and by weighted chance within one.
    ///
    /// - Parameter chance: one of these numbers, each as likely as any other. Not a generator: the system's is empty, and
    ///   ThreadSanitizer takes the address that stands in for nothing for one that threads share.
    static func ordered(
        _ records: [ServiceRecord], chance: (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
    ) -> [ServiceRecord] {
        var ordered: [ServiceRecord] = []
        for (_, group) in Dictionary(grouping: records, by: \.priority).sorted(by: { $0.key < $1.key }) {
            // Those without weight first, "to allow them a very small chance of being selected".
            var rest = group.filter { $0.weight == 0 } + group.filter { $0.weight > 0 }
            var sum = rest.reduce(0) { $0 + Int($1.weight) }
            while !rest.isEmpty {
                let chosen = chance(0...sum)
                var running = 0
                let index = rest.firstIndex { record in
                    running += Int(record.weight)
                    return running >= chosen
                }
                let record = rest.remove(at: index ?? 0)
                sum -= Int(record.weight)
                ordered.append(record)
            }
        }
        return ordered
    }
}
