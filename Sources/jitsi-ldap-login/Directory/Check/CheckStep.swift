/// One thing that was looked at in the directory, and what came of it.
struct CheckStep: Sendable, Equatable {
    /// How it is.
    enum Result: Sendable, Equatable {
        case ok
        /// It works, but not as somebody may expect.
        case warning
        case failed(Failing)
        /// Nobody could look, and nothing follows from that.
        case notChecked
    }

    let result: Result
    /// What was looked at, in one sentence. Holds what the directory says, so it is printed with care.
    let text: String
    /// What belongs to it, each in a line of its own.
    let details: [String]
    /// What to do about it.
    let advice: [String]
    /// Since the step before.
    let time: Duration
}

/// What kind of thing fails, worst first: an exit code each.
enum Failing: Int, Sendable, CaseIterable {
    /// A server cannot be reached, or not by TLS.
    case unreachable
    /// The service account is refused.
    case refused
    /// The configuration does not fit the directory.
    case configuration
    /// No single entry matches the name that was asked for.
    case nobody
}

/// What a check yields while it runs.
enum CheckEvent: Sendable, Equatable {
    /// What follows is about this: a server, the DNS, a comparison.
    case part(String)
    case step(CheckStep)
}
