/// A setting that no connection can be made with. The text says what is wrong and what to write instead.
public struct LDAPConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, and the remedy.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
