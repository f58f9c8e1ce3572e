internal import Login

/// What one server says of somebody, to be held against what the others say.
struct PersonFinding: Equatable {
    enum Outcome: Equatable {
        case nobody
        case several
        /// The entry is there, but no account can be made of it.
        case unusable
        case account(Account, role: Role?, states: [String])
    }

    let server: String
    let outcome: Outcome
}

/// Holds the servers' answers against each other: a replica that lags behind lets people in whom the others know no
/// more.
struct PersonComparison {
    private let name: String
    private let findings: [PersonFinding]

    /// - Parameter findings: at least two.
    init(_ name: String, _ findings: [PersonFinding]) {
        self.name = name
        self.findings = findings
    }

    func run(_ recorder: CheckRecorder) {
        guard let first = findings.first else { return }
        recorder.begin("all servers")
        var areSame = true
        for other in findings.dropFirst() {
            let differences = Self.differences(between: first, and: other)
            guard !differences.isEmpty else { continue }
            areSame = false
            recorder.warn(
                "\(other.server) says something else of \(name) than \(first.server)", details: differences,
                advice: ["look at the replication between the servers, and at the rights on each"])
        }
        if areSame { recorder.ok("\(findings.count) servers say the same of \(name)") }
    }

    /// In words; empty where both say the same.
    private static func differences(between one: PersonFinding, and other: PersonFinding) -> [String] {
        guard case .account(let left, let leftRole, let leftStates) = one.outcome,
            case .account(let right, let rightRole, let rightStates) = other.outcome
        else {
            return one.outcome == other.outcome
                ? []
                : ["\(words(one.outcome)) at \(one.server), \(words(other.outcome)) at \(other.server)"]
        }
        var differences: [String] = []
        func compare(_ what: String, _ first: String?, _ second: String?) {
            guard first != second else { return }
            differences.append(
                "\(what): \(first ?? "-") at \(one.server), \(second ?? "-") at \(other.server)")
        }
        compare("entry", left.key, right.key)
        compare("id", left.id, right.id)
        compare("name", left.name, right.name)
        compare("email", left.email, right.email)
        compare("role", leftRole?.rawValue ?? "may not enter", rightRole?.rawValue ?? "may not enter")
        compare("state", states(leftStates), states(rightStates))
        for (only, place) in [
            (left.groups.subtracting(right.groups), one.server),
            (right.groups.subtracting(left.groups), other.server),
        ] {
            for group in only.map(\.normalizedName).sorted().prefix(20) {
                differences.append("only at \(place) in \(group)")
            }
        }
        return differences
    }

    private static func states(_ states: [String]) -> String {
        states.isEmpty ? "nothing speaks against it" : states.joined(separator: ", ")
    }

    private static func words(_ outcome: PersonFinding.Outcome) -> String {
        switch outcome {
        case .nobody: "not found"
        case .several: "found more than once"
        case .unusable: "not usable"
        case .account: "found"
        }
    }
}
