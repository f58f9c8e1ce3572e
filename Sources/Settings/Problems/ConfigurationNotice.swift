/// Something that an administrator should know about a file that is right: a key that does nothing yet.
public struct ConfigurationNotice: Sendable, Hashable {
    /// The line, counted from 1.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// The path of the key with dots.
    public let key: String
    /// What the key does not do.
    public let message: String
}

extension ConfigurationNotice: CustomStringConvertible {
    /// `40:1: session: sessions are not built in yet; …`
    public var description: String { "\(line):\(column): \(key): \(message)" }
}
