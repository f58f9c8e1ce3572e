/// Something that an administrator should know about a file that is right.
public struct ConfigurationNotice: Sendable, Hashable {
    /// The line, counted from 1.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// The path of the key with dots.
    public let key: String
    /// What there is to know of it.
    public let message: String
}

extension ConfigurationNotice: CustomStringConvertible {
    /// `40:1: rooms[1].guests: with moderators: first-to-arrive …`
    public var description: String { "\(line):\(column): \(key): \(message)" }
}
