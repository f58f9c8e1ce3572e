internal import LDAP

/// Hands each step on as it is done, with its time, and counts.
final class CheckRecorder {
    private let hear: (CheckEvent) -> Void
    private var last = ContinuousClock.now
    private(set) var failings: Set<Failing> = []
    private(set) var warnings = 0
    private(set) var failures = 0

    init(_ hear: @escaping (CheckEvent) -> Void) {
        self.hear = hear
    }

    func begin(_ part: String) {
        hear(.part(part))
        last = .now
    }

    func ok(_ text: String, details: [String] = [], advice: [String] = []) {
        record(.ok, text, details, advice)
    }

    func warn(_ text: String, details: [String] = [], advice: [String]) {
        warnings += 1
        record(.warning, text, details, advice)
    }

    func fail(_ failing: Failing, _ text: String, details: [String] = [], advice: [String]) {
        failures += 1
        failings.insert(failing)
        record(.failed(failing), text, details, advice)
    }

    /// A server that did not do what it was asked.
    ///
    /// - Parameter what: what was wanted of it.
    func fail(_ error: LDAPError, _ what: String, details: [String] = []) {
        fail(
            error.failing, "\(what): \(error.step.rawValue) failed: \(error.cause)", details: details,
            advice: error.remedy.map { [$0] } ?? [])
    }

    func skip(_ text: String) { record(.notChecked, text, [], []) }

    private func record(_ result: CheckStep.Result, _ text: String, _ details: [String], _ advice: [String]) {
        let now = ContinuousClock.now
        let step = CheckStep(
            result: result, text: text, details: details, advice: advice, time: last.duration(to: now))
        last = now
        hear(.step(step))
    }
}

extension LDAPError {
    /// Whose fault it is.
    fileprivate var failing: Failing {
        switch reason {
        case .serviceRefused, .externalRefused: .refused
        default: speaksAgainstServer ? .unreachable : .configuration
        }
    }
}
