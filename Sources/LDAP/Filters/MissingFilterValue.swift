/// A template was given no value, or an empty one, for one of its placeholders.
public struct MissingFilterValue: Error, Sendable, Equatable, CustomStringConvertible {
    /// The placeholder.
    public let name: String

    /// The placeholder in a sentence.
    public var description: String { "the filter needs a value for {\(name)}" }
}
