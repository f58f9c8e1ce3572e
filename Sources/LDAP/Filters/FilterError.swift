/// Why a filter, or a template of one, is none.
public struct FilterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where, in characters from 1.
    public let position: Int
    /// What is wrong and what to write instead.
    public let message: String

    /// Both in one line.
    public var description: String { "character \(position): \(message)" }
}
