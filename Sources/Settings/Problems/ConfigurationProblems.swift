/// Everything that is wrong in one configuration file, in the order of the file.
public struct ConfigurationProblems: Error, Sendable, Hashable {
    /// The file's path as it was given.
    public let path: String
    /// The problems, sorted by line and column; never empty.
    public let problems: [ConfigurationProblem]

    /// How many problems ``description`` prints: more help nobody.
    static let printed = 100

    /// Sorts `problems`; the executable adds its own to those of the file in this way.
    public init(path: String, problems: [ConfigurationProblem]) {
        self.path = path
        self.problems = problems.sorted()
    }
}

extension ConfigurationProblems: CustomStringConvertible {
    /// One line per problem: `config.yaml:12:5: token.lifetime: …`.
    public var description: String {
        var lines = problems.prefix(Self.printed).map { problem in
            problem.line > 0 ? "\(path):\(problem)" : "\(path): \(problem)"
        }
        if problems.count > Self.printed {
            lines.append("\(path): and \(problems.count - Self.printed) more: correct these first")
        }
        return lines.joined(separator: "\n")
    }
}
