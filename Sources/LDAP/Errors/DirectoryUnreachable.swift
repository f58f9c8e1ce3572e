/// No server answered: one failure for every server that was tried, in that order.
public struct DirectoryUnreachable: Error, Sendable, CustomStringConvertible {
    /// Why each server that was tried did not answer. Empty only where no server is known.
    public let failures: [LDAPError]
    /// Why no server is known, where the DNS was to say which there are.
    public let noServers: String?

    init(failures: [LDAPError]) {
        self.failures = failures
        noServers = nil
    }

    init(noServers: String) {
        failures = []
        self.noServers = noServers
    }

    /// All of it in one line.
    public var description: String {
        noServers ?? failures.map(\.description).joined(separator: " | ")
    }
}
