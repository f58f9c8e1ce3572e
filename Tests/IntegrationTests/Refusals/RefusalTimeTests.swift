import TestSupport
import Testing

/// 1,000 refused logins of each kind are judged. By chance alone a guesser who knows nothing is right in 50 % of 2,000
/// answers, give or take 1.1 %: that one of the twenty comparisons below goes beyond 55 % by chance happens less than
/// once in 10,000 runs.
@Suite("A refused login")
struct RefusalTimeTests {
    private static let trials = Result { try RefusalTrials(count: 1000, visitors: 128, delay: 20) }
    /// The least that is judged of each kind.
    private static let enough = 500
    private static let bound = 0.55

    private static let everyTwo = RefusedLogin.allCases.flatMap { first in
        RefusedLogin.allCases.filter { first.rawValue < $0.rawValue }.map { (first, $0) }
    }

    @Test(
        "tells nobody by its time why it was refused: who guesses is right in at most 55 %",
        arguments: everyTwo)
    func toldApart(first: RefusedLogin, second: RefusedLogin) throws {
        let trials = try Self.trials.get()
        let times = [trials.times(first), trials.times(second)]
        try #require(
            times.allSatisfy { $0.count >= Self.enough }, "judged within a second: \(times.map(\.count))")
        for classifier in TimeClassifier.allCases {
            let accuracy = classifier.accuracy(times[0], times[1])
            #expect(accuracy <= Self.bound, "\(classifier): \(accuracy)")
        }
    }

    @Test("is like all the others, for each reason", arguments: RefusedLogin.allCases)
    func oneAmongAll(kind: RefusedLogin) throws {
        let trials = try Self.trials.get()
        for classifier in TimeClassifier.allCases {
            let accuracy = classifier.accuracy(trials.times(kind), trials.times(but: kind))
            #expect(accuracy <= Self.bound, "\(classifier): \(accuracy)")
        }
    }

    @Test("would be told apart if it went out as soon as the directory has judged")
    func withoutClock() throws {
        // Few at a time, and a directory far away: what else the machine does must not hide the second question to it.
        let trials = try RefusalTrials(
            of: [.unknown, .wrongPassword], count: 100, visitors: 16, delay: 300)
        for classifier in TimeClassifier.allCases {
            let accuracy = classifier.accuracy(trials.judged(.unknown), trials.judged(.wrongPassword))
            #expect(accuracy > 0.9, "\(classifier): \(accuracy)")
        }
    }

    @Test(
        "would be told apart if it were as little as 20 ms later than others, or a quarter of what the machine strews",
        arguments: RefusedLogin.allCases)
    func sensitivity(kind: RefusedLogin) throws {
        let trials = try Self.trials.get()
        let others = trials.times(but: kind).sorted()
        let spread = others[others.count * 19 / 20] - others[others.count / 20]
        let later = trials.times(kind).map { $0 + max(20, spread / 4) }
        #expect(TimeClassifier.threshold.accuracy(later, others) > Self.bound)
    }

    @Test("looks and weighs the same, whatever the reason: status, headers, and page but for the name")
    func looks() throws {
        let answers = try Self.trials.get().trials.compactMap(\.answer)
        let first = try #require(answers.first)
        #expect(first.status == 403)
        #expect(first.body.contains("The user name or password is not right."))
        #expect(answers.allSatisfy { $0 == first })
    }

    @Test("goes out no earlier than a second after it came")
    func earliest() throws {
        #expect(try Self.trials.get().trials.allSatisfy { $0.time >= 1000 })
    }

    @Test("goes out at the next whole second where the directory took longer than one")
    func slowDirectory() throws {
        // One answer for a name that is nobody's, two for a password.
        let slow = try RefusalTrials(of: [.unknown, .wrongPassword], count: 4, visitors: 4, delay: 700)
        for trial in slow.trials {
            let steps = (trial.judged / 1000).rounded(.up)
            #expect(trial.time >= 1000 * steps, "\(trial.kind)")
        }
        #expect(slow.trials.allSatisfy { $0.kind == .unknown || $0.judged > 1000 && $0.time >= 2000 })
    }
}
