/// One thing that is wrong in the configuration file: where, which key, what it is and what to do.
///
/// Its text never holds a value of a key that names a secret.
public struct ConfigurationProblem: Error, Sendable, Hashable {
    /// The line, counted from 1; 0 where the problem concerns the file as a whole.
    public let line: Int
    /// The column in characters (Unicode scalars), counted from 1; 0 where `line` is.
    public let column: Int
    /// The path of the key with dots (`directory.users.filter`), or nil where no key is meant (YAML syntax).
    public let key: String?
    /// What is wrong and, after a colon, the remedy.
    public let message: String

    /// A problem at a place of the file; the executable makes more of them by ``Located/problem(_:)``.
    public init(line: Int, column: Int, key: String?, message: String) {
        self.line = line
        self.column = column
        self.key = key
        self.message = message
    }
}

extension ConfigurationProblem: Comparable {
    /// The order of the file; at one place the order of the texts, so that a report is always the same.
    public static func < (one: Self, other: Self) -> Bool {
        (one.line, one.column, one.key ?? "", one.message)
            < (other.line, other.column, other.key ?? "", other.message)
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    /// `12:5: directory.timeout: "5 sec" is not a whole number with s, m or h: write 1s to 30s`
    public var description: String {
        (line > 0 ? "\(line):\(column): " : "") + (key.map { "\($0): " } ?? "") + message
    }
}
