public import Secrets

/// What somebody typed to log in.
public struct Credentials: Sendable {
    /// The user name as typed, without surrounding white space.
    public let username: String

    /// The password, byte for byte.
    public let password: SecretBytes

    /// Credentials to try; nothing is checked yet.
    public init(username: String, password: SecretBytes) {
        self.username = username
        self.password = password
    }
}
