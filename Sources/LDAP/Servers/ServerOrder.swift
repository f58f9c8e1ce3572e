/// In which order the servers are asked: as configured, those that did not answer lately last.
final class ServerOrder: Sendable {
    /// For how long a server that did not answer is asked last.
    static let holdOff = Duration.seconds(10)

    /// For each server that was left: until when nobody asks it first.
    private let absences: Monitor<[Deadline?]>

    init(count: Int) {
        absences = Monitor(Array(repeating: nil, count: count))
    }

    /// The servers' indices, best first.
    ///
    /// When a time is over, the one who asks here tries the server in its old place; the others go on asking it last
    /// until that one knows.
    func next() -> [Int] {
        absences.withLock { absences in
            let now = Deadline.now
            var present: [Int] = []
            var absent: [Int] = []
            for index in absences.indices {
                if let until = absences[index], now < until {
                    absent.append(index)
                } else {
                    present.append(index)
                    if absences[index] != nil { absences[index] = now + Self.holdOff }
                }
            }
            return present + absent
        }
    }

    /// Notes that a server did not answer.
    ///
    /// - Returns: whether that is news.
    func left(_ index: Int) -> Bool {
        absences.withLock { absences in
            let isNews = absences[index] == nil
            absences[index] = Deadline(in: Self.holdOff)
            return isNews
        }
    }

    /// Notes that a server answered.
    ///
    /// - Returns: whether that is news.
    func answered(_ index: Int) -> Bool {
        absences.withLock { absences in
            let isNews = absences[index] != nil
            absences[index] = nil
            return isNews
        }
    }

    /// Whether a server is asked last at the moment.
    func isHeldOff(_ index: Int) -> Bool {
        absences.withLock { $0[index] != nil }
    }
}
