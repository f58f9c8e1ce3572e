/// No server answered; one failure for every server that was tried, in that order.
public struct DirectoryUnreachable: Error, Sendable, CustomStringConvertible {
    /// Why each server that was tried did not answer. Never empty.
    public let failures: [LDAPError]

    /// All the failures in one line.
    public var description: String {
        failures.map(\.description).joined(separator: " | ")
    }
}
